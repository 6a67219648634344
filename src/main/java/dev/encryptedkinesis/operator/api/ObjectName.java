package dev.encryptedkinesis.operator.api;

import java.util.regex.Pattern;

/** What the name of a Secret or a ConfigMap looks like; the same in CEL and in Java, since another schema may let others in. */
public final class ObjectName {

    public static final String FORM = "^[a-z0-9]([a-z0-9-]*[a-z0-9])?([.][a-z0-9]([a-z0-9-]*[a-z0-9])?)*$";

    public static final int LONGEST = 253;

    private static final Pattern NAME = Pattern.compile(FORM);

    private ObjectName() {}

    /** Whether it may get into a path of the API server's. */
    public static boolean isOne(String text) {
        return text.length() <= LONGEST && NAME.matcher(text).matches();
    }
}
