package dev.encryptedkinesis.operator.simulation;

/**
 * Who sends a request.
 *
 * @param identityArn the IAM role or user, as policies and grants name it
 * @param sessionArn a role's session, as error messages and CloudTrail name it; a user's ARN once more
 */
record Principal(String identityArn, String sessionArn) {

    /** A session of a role, whose ARN has the role's name without its path; or a user, who has none. */
    static Principal of(String identityArn, String sessionName) {
        return identityArn.contains(":role/")
                ? new Principal(
                        identityArn,
                        "arn:aws:sts::%s:assumed-role/%s/%s"
                                .formatted(accountOf(identityArn), nameOf(identityArn), sessionName))
                : new Principal(identityArn, identityArn);
    }

    static String accountOf(String arn) {
        return arn.split(":")[4];
    }

    static String nameOf(String identityArn) {
        return identityArn.substring(identityArn.lastIndexOf('/') + 1);
    }

    String account() {
        return accountOf(identityArn);
    }

    String name() {
        return nameOf(identityArn);
    }

    boolean isRole() {
        return identityArn.contains(":role/");
    }
}
