package dev.encryptedkinesis.operator.binding;

import dev.encryptedkinesis.operator.owned.Decision;
import dev.encryptedkinesis.operator.stream.Assessment;
import dev.encryptedkinesis.operator.stream.Encryption;
import dev.encryptedkinesis.operator.stream.ObservedStream;
import dev.encryptedkinesis.operator.stream.StreamId;
import java.util.function.UnaryOperator;

/**
 * Whether applications may be let in, as far as one look shows: when new records are encrypted under the wanted key,
 * beyond the seconds in which AWS may write plaintext. A look that shows too little changes nothing: who is in stays in,
 * and who is out stays out.
 *
 * @param endpoints the URL of Kinesis in a Region
 */
public record BindingDecision(UnaryOperator<String> endpoints) {

    public Decision of(Assessment assessment) {
        if (assessment.stream() instanceof ObservedStream.Missing) {
            return new Decision.Withdraw("the stream is gone");
        }
        if (assessment.present().isEmpty()) {
            return assessment.claims().older().isPresent() ? notOurs() : new Decision.Keep();
        }
        // Whoever only observes a stream asks for no more than to be told of it.
        if (!assessment.isOurs() && !assessment.desired().mayOnlyObserve()) {
            return notOurs();
        }
        ObservedStream.Present present = assessment.present().get();
        if (present.description().keyId().isEmpty()) {
            return new Decision.Withdraw("the stream takes plaintext");
        }
        return assessment.encryption() == Encryption.SETTLED
                ? assessment
                        .currentKeyArn()
                        .<Decision>map(key -> publish(
                                assessment.desired().id(), present.description().arn(), key))
                        .orElseGet(Decision.Keep::new)
                : new Decision.Keep();
    }

    private Decision publish(StreamId stream, String arn, String key) {
        return new Decision.Publish(
                new BindingContent(stream.name(), arn, stream.region(), key, endpoints.apply(stream.region())));
    }

    private static Decision notOurs() {
        return new Decision.Withdraw("the stream is not this object's");
    }
}
