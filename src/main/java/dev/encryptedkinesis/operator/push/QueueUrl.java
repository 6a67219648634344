package dev.encryptedkinesis.operator.push;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which queue it is.
 *
 * @param url as SQS tells it
 * @param region which the URL names
 */
public record QueueUrl(String url, String region) {

    /** SQS developer guide, "Queue and message identifiers", and AWS General Reference, "Amazon SQS endpoints". */
    private static final Pattern FORM =
            Pattern.compile("https://sqs(?:-fips)?\\.([a-z]{2}(?:-[a-z]{1,12}){1,3}-[0-9]{1,2})"
                    + "\\.(?:amazonaws\\.com|amazonaws\\.com\\.cn|api\\.aws)/[0-9]{12}/[A-Za-z0-9_-]{1,80}");

    /** @throws IllegalArgumentException saying what a queue's URL is like, and not what was given */
    public static QueueUrl parse(String url) {
        Matcher matcher = FORM.matcher(url);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "must be the URL of a standard SQS queue, like https://sqs.eu-west-1.amazonaws.com/123456789012/name");
        }
        return new QueueUrl(url, matcher.group(1));
    }
}
