package dev.encryptedkinesis.operator.tenancy;

import dev.encryptedkinesis.operator.access.policy.WildcardPattern;
import dev.encryptedkinesis.operator.api.AwsIdentitySpec;
import dev.encryptedkinesis.operator.stream.KeyFacts;

/**
 * An entry of the list of allowed keys. A * ends with the part of the ARN that it stands in, so that one in the place of the
 * Region takes in no other account.
 */
record KeyPattern(String text) {

    private static final String ALIAS_OF_AWS_MANAGED = "alias/aws/kinesis";
    private static final String ALIAS = "alias/";
    private static final String KEY = "key/";
    private static final String SEPARATOR = ":";

    /** Partition, service, Region and account: what all keys and aliases in one place begin with. */
    private static final int PARTS_OF_PLACE = 5;

    private static final int PARTS = PARTS_OF_PLACE + 1;

    boolean isEverything() {
        return text.equals(AwsIdentitySpec.EVERYTHING);
    }

    boolean isAwsManaged() {
        return text.equals(AwsIdentitySpec.AWS_MANAGED);
    }

    /** Whether this allows the key of that ARN, which KMS has told. */
    boolean allows(String arn, KeyFacts.Manager manager) {
        if (isEverything()) {
            return true;
        }
        return switch (manager) {
            case AWS -> isAwsManaged();
            case CUSTOMER -> matches(arn, PARTS);
        };
    }

    /**
     * Whether a key that is named so could be one that this allows. Of an alias, and of an id without an account, only KMS
     * knows which key it means.
     */
    boolean mayAllow(String id) {
        if (isEverything()) {
            return true;
        }
        if (id.equals(ALIAS_OF_AWS_MANAGED) || isAwsManaged()) {
            return id.equals(ALIAS_OF_AWS_MANAGED) && isAwsManaged();
        }
        String[] parts = id.split(SEPARATOR, -1);
        if (parts.length == PARTS) {
            return parts[PARTS - 1].startsWith(ALIAS) ? matches(id, PARTS_OF_PLACE) : matches(id, PARTS);
        }
        String[] wanted = text.split(SEPARATOR, -1);
        return parts.length == 1
                && wanted.length == PARTS
                && (id.startsWith(ALIAS)
                        || WildcardPattern.of(wanted[PARTS - 1]).matches(KEY + id));
    }

    private boolean matches(String arn, int parts) {
        String[] wanted = text.split(SEPARATOR, -1);
        String[] named = arn.split(SEPARATOR, -1);
        if (wanted.length != PARTS || named.length != PARTS) {
            return false;
        }
        for (int part = 0; part < parts; part++) {
            if (!WildcardPattern.of(wanted[part]).matches(named[part])) {
                return false;
            }
        }
        return true;
    }
}
