package dev.encryptedkinesis.operator.access.leastprivilege;

import java.util.Optional;
import java.util.regex.Pattern;

/** A key that records of a stream are, or were, encrypted under. */
public record StreamKey(String arn, Manager manager) {

    public enum Manager {
        CUSTOMER,
        /** Its policy cannot be changed: whoever in the account may use the stream may use it, and nobody else. */
        AWS
    }

    private static final Pattern FORM =
            Pattern.compile("arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/[a-zA-Z0-9-]{1,128}");

    /** @throws IllegalArgumentException if that is not the ARN of a key; an alias may be moved, and no policy can name it */
    public StreamKey {
        if (!FORM.matcher(arn).matches()) {
            throw new IllegalArgumentException("not the ARN of a key");
        }
    }

    /** Empty if that is not the ARN of a key. */
    public static Optional<StreamKey> of(String arn, Manager manager) {
        return FORM.matcher(arn).matches() ? Optional.of(new StreamKey(arn, manager)) : Optional.empty();
    }

    boolean isTheCustomers() {
        return manager == Manager.CUSTOMER;
    }
}
