package dev.encryptedkinesis.operator.aws;

import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.awscore.AwsResponseMetadata;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** AWS's names for requests, by which CloudTrail and AWS's support find them. */
final class RequestIds {

    /** Whatever answers in AWS's place may put anything there, and the SDK a word of its own where nothing came. */
    private static final Pattern FORM = Pattern.compile("(?!UNKNOWN$)[A-Za-z0-9-]{1,100}");

    private RequestIds() {}

    static Optional<String> of(Object answer) {
        return answer instanceof AwsResponse response
                ? Optional.ofNullable(response.responseMetadata())
                        .map(AwsResponseMetadata::requestId)
                        .filter(RequestIds::isOne)
                : Optional.empty();
    }

    static Optional<String> of(SdkException failure) {
        return failure instanceof AwsServiceException answer
                ? Optional.ofNullable(answer.requestId()).filter(RequestIds::isOne)
                : Optional.empty();
    }

    private static boolean isOne(String text) {
        return FORM.matcher(text).matches();
    }
}
