package dev.encryptedkinesis.operator.access.leastprivilege;

import java.util.Optional;
import java.util.Set;

/** A stream as most are: a key of the customer's, a producer, a consumer. */
final class Uses {

    static final String ACCOUNT = "111122223333";
    static final String OTHER_ACCOUNT = "444455556666";
    static final String STREAM = "arn:aws:kinesis:eu-west-1:111122223333:stream/orders";
    static final String KEY = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    static final String OLD_KEY = "arn:aws:kms:eu-west-1:111122223333:key/0987dcba-09fe-87dc-65ba-ab0987654321";
    static final String API = "arn:aws:iam::111122223333:role/api";
    static final String BILLING = "arn:aws:iam::111122223333:role/team/billing";
    static final String AUDIT = "arn:aws:iam::444455556666:user/audit";
    static final String OPERATOR = "arn:aws:iam::111122223333:role/operator";
    static final String FAN_OUT = STREAM + "/consumer/billing:1700000000";

    private Uses() {}

    static StreamUse use() {
        return of(STREAM, KEY, Set.of(API), Set.of(BILLING));
    }

    static StreamUse of(String stream, String key, Set<String> producers, Set<String> consumers) {
        return new StreamUse(
                StreamArn.of(stream).orElseThrow(),
                new StreamKey(key, StreamKey.Manager.CUSTOMER),
                Set.of(),
                producers,
                consumers,
                Set.of(),
                Optional.empty());
    }

    static StreamUse shared() {
        return with(use(), Set.of(API), Set.of(BILLING, AUDIT));
    }

    static StreamUse with(StreamUse use, Set<String> producers, Set<String> consumers) {
        return new StreamUse(
                use.stream(),
                use.currentKey(),
                use.previousKeys(),
                producers,
                consumers,
                use.fanOutConsumers(),
                use.operator());
    }

    static StreamUse withOldKey(StreamUse use) {
        return new StreamUse(
                use.stream(),
                use.currentKey(),
                Set.of(new StreamKey(OLD_KEY, StreamKey.Manager.CUSTOMER)),
                use.producers(),
                use.consumers(),
                use.fanOutConsumers(),
                use.operator());
    }

    static StreamUse withFanOut(StreamUse use, String... arns) {
        return new StreamUse(
                use.stream(),
                use.currentKey(),
                use.previousKeys(),
                use.producers(),
                use.consumers(),
                Set.of(arns),
                use.operator());
    }

    static StreamUse underAwsKey(StreamUse use) {
        return new StreamUse(
                use.stream(),
                new StreamKey(use.currentKey().arn(), StreamKey.Manager.AWS),
                use.previousKeys(),
                use.producers(),
                use.consumers(),
                use.fanOutConsumers(),
                use.operator());
    }

    static StreamUse with(StreamUse use, KeyKeeper operator) {
        return new StreamUse(
                use.stream(),
                use.currentKey(),
                use.previousKeys(),
                use.producers(),
                use.consumers(),
                use.fanOutConsumers(),
                Optional.of(operator));
    }
}
