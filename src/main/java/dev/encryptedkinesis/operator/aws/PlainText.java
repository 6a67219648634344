package dev.encryptedkinesis.operator.aws;

import dev.encryptedkinesis.operator.stream.Shortened;
import java.util.regex.Pattern;

/** Makes what a remote side said fit for a status, an event and a log line. */
final class PlainText {

    /** Long enough for AWS's longest useful sentence, which names a principal, an action and a resource. */
    static final int MAX_LENGTH = 400;

    /** Of the SDK of whoever wrote the message: Kinesis passes on what KMS told it with these. */
    private static final Pattern SDK_SUFFIX =
            Pattern.compile("\\s*\\((?:Service|SDK Attempt Count|Request ID|RequestId):[^)]*\\)");

    private static final Pattern REQUEST_ID =
            Pattern.compile("[;,]?\\s*Request ?ID:\\s*[\\w-]+", Pattern.CASE_INSENSITIVE);
    private static final Pattern SPACE_OR_CONTROL = Pattern.compile("[\\p{Z}\\p{C}]+");
    private static final Pattern ACCESS_KEY_ID = Pattern.compile("\\b(?:AKIA|ASIA)[A-Z0-9]{12,}\\b");

    /** Session tokens and encoded authorization messages are longer than any name, and stream names have up to 128. */
    private static final Pattern OPAQUE = Pattern.compile("[A-Za-z0-9+/=_]{160,}");

    private PlainText() {}

    /** One line of at most {@link #MAX_LENGTH} characters, without credentials, request ids and control characters. */
    static String of(String said) {
        if (said == null) {
            return "";
        }
        String line = SPACE_OR_CONTROL.matcher(said).replaceAll(" ");
        line = SDK_SUFFIX.matcher(line).replaceAll("");
        line = REQUEST_ID.matcher(line).replaceAll("");
        line = ACCESS_KEY_ID.matcher(line).replaceAll("(access key)");
        line = OPAQUE.matcher(line).replaceAll("(...)").strip();
        return Shortened.to(MAX_LENGTH, line);
    }
}
