package dev.encryptedkinesis.operator.aws;

import dev.encryptedkinesis.operator.access.DenialLog;
import dev.encryptedkinesis.operator.access.denials.TrailRecord;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.Event;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttribute;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttributeKey;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsRequest;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsResponse;

/** CloudTrail through the AWS SDK. Retries nothing: whoever calls decides about that. */
public final class CloudTrailDenialLog implements DenialLog {

    private static final int LONGEST_PAGE = 50;

    private final CloudTrailClient cloudTrail;
    private final AwsCalls calls;

    /** @param cloudTrail stays the caller's to close */
    public CloudTrailDenialLog(CloudTrailClient cloudTrail, AwsCalls calls) {
        this.cloudTrail = cloudTrail;
        this.calls = calls;
    }

    /** CloudTrail takes one attribute to look for, and none that would leave out what was not denied. */
    @Override
    public Page page(Question question) {
        LookupEventsRequest request = LookupEventsRequest.builder()
                .lookupAttributes(LookupAttribute.builder()
                        .attributeKey(LookupAttributeKey.EVENT_NAME)
                        .attributeValue(question.use().keyOperation())
                        .build())
                .startTime(question.from())
                .endTime(question.to())
                .maxResults(LONGEST_PAGE)
                .nextToken(question.token().orElse(null))
                .build();
        LookupEventsResponse answer = calls.call(AwsOperation.LOOKUP_EVENTS, () -> cloudTrail.lookupEvents(request));
        return new Page(
                answer.events().stream()
                        .map(Event::cloudTrailEvent)
                        .filter(Objects::nonNull)
                        .flatMap(json -> TrailRecord.denial(json).stream())
                        .toList(),
                Optional.ofNullable(answer.nextToken()));
    }
}
