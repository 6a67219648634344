package dev.encryptedkinesis.operator.access.leastprivilege;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The ARN of a stream, in its parts. */
public record StreamArn(String partition, String region, String account, String name) {

    private static final Pattern FORM =
            Pattern.compile("arn:(aws[a-z-]*):kinesis:([a-z0-9-]+):([0-9]{12}):stream/([a-zA-Z0-9_.-]{1,128})");

    /** Empty if that is the ARN of no stream. */
    public static Optional<StreamArn> of(String arn) {
        Matcher matcher = FORM.matcher(arn);
        return matcher.matches()
                ? Optional.of(new StreamArn(matcher.group(1), matcher.group(2), matcher.group(3), matcher.group(4)))
                : Optional.empty();
    }

    public String text() {
        return "arn:" + partition + ":kinesis:" + region + ":" + account + ":stream/" + name;
    }
}
