package dev.encryptedkinesis.operator.access.findings;

/**
 * Something that permits more than it should.
 *
 * @param subject which statement of which policy, or which grant
 * @param explanation what it permits, and why that is too much
 * @param advice what to do
 */
public record Finding(Severity severity, String subject, String explanation, String advice) {

    static final int LONGEST = 500;

    public Finding {
        subject = shortened(subject);
        explanation = shortened(explanation);
        advice = shortened(advice);
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 3) + "...";
    }
}
