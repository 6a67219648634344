package dev.encryptedkinesis.operator.access.policy;

/** A version of the policy language. Only the newer knows variables; to the older they are plain text. */
enum PolicyVersion {
    OF_2008("2008-10-17"),
    OF_2012("2012-10-17");

    private final String text;

    PolicyVersion(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }
}
