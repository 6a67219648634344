package dev.encryptedkinesis.operator.binding;

import dev.encryptedkinesis.operator.stream.Assessment;
import dev.encryptedkinesis.operator.stream.Encryption;
import dev.encryptedkinesis.operator.stream.ObservedStream;
import dev.encryptedkinesis.operator.stream.StreamId;

/**
 * Whether applications may be let in, as far as one look shows. A look that shows too little changes nothing: who is in
 * stays in, and who is out stays out.
 */
public sealed interface BindingDecision {

    /** New records are encrypted under the wanted key, beyond the seconds in which AWS may write plaintext. */
    record Publish(StreamId stream, String streamArn, String keyArn) implements BindingDecision {

        public BindingContent content(String endpoint) {
            return new BindingContent(stream.name(), streamArn, stream.region(), keyArn, endpoint);
        }
    }

    /** @param why in words that go on from "since" */
    record Withdraw(String why) implements BindingDecision {}

    record Keep() implements BindingDecision {}

    static BindingDecision of(Assessment assessment) {
        if (assessment.stream() instanceof ObservedStream.Missing) {
            return new Withdraw("the stream is gone");
        }
        if (assessment.present().isEmpty()) {
            return assessment.claims().older().isPresent() ? notOurs() : new Keep();
        }
        // Whoever only observes a stream asks for no more than to be told of it.
        if (!assessment.isOurs() && !assessment.desired().mayOnlyObserve()) {
            return notOurs();
        }
        ObservedStream.Present present = assessment.present().get();
        if (present.description().keyId().isEmpty()) {
            return new Withdraw("the stream takes plaintext");
        }
        return assessment.encryption() == Encryption.SETTLED
                ? assessment
                        .currentKeyArn()
                        .<BindingDecision>map(key -> new Publish(
                                assessment.desired().id(), present.description().arn(), key))
                        .orElseGet(Keep::new)
                : new Keep();
    }

    private static Withdraw notOurs() {
        return new Withdraw("the stream is not this object's");
    }
}
