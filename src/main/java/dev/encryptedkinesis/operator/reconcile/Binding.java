package dev.encryptedkinesis.operator.reconcile;

import dev.encryptedkinesis.operator.api.BindingSpec;
import dev.encryptedkinesis.operator.api.BindingStatus;
import dev.encryptedkinesis.operator.api.ConditionType;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStreamSpec;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStreamStatus;
import dev.encryptedkinesis.operator.api.Reason;
import dev.encryptedkinesis.operator.binding.BindingDecision;
import dev.encryptedkinesis.operator.owned.Decision;
import dev.encryptedkinesis.operator.status.ConditionList;
import dev.encryptedkinesis.operator.status.Occurrence;
import dev.encryptedkinesis.operator.status.Occurrences;
import dev.encryptedkinesis.operator.stream.Assessment;
import java.util.List;
import java.util.Optional;

/** The Secret for applications, as the last look at the stream permits. */
record Binding(BindingDecision decision) implements OwnedKind {

    private static final OwnedWords WORDS = new OwnedWords(
            "Secret",
            "spec.binding",
            "spec.binding.secretName",
            "BINDING_SECRETS",
            "deploy/binding-secrets",
            new OwnedWords.Reasons(
                    Reason.BindingSecretTaken, Reason.BindingDisabled, Reason.BindingForbidden, Reason.BindingFailed));

    @Override
    public OwnedWords words() {
        return WORDS;
    }

    @Override
    public Optional<String> wanted(EncryptedKinesisStreamSpec spec) {
        return Optional.ofNullable(spec.binding()).map(BindingSpec::secretName);
    }

    @Override
    public Optional<String> told(EncryptedKinesisStreamStatus status) {
        return Optional.ofNullable(status.binding()).map(BindingStatus::name);
    }

    @Override
    public List<String> recorded(EncryptedKinesisStreamStatus status) {
        return Optional.ofNullable(status.binding()).orElse(BindingStatus.NONE).secretNames();
    }

    @Override
    public EncryptedKinesisStreamStatus telling(
            EncryptedKinesisStreamStatus status, Optional<String> name, List<String> recorded) {
        BindingStatus binding = new BindingStatus(name.orElse(null), recorded);
        return status.withBinding(binding.equals(BindingStatus.NONE) ? null : binding);
    }

    /** Applications are let in only by a status that says why. */
    @Override
    public Decision decide(EncryptedKinesisStream object, Assessment seen, EncryptedKinesisStreamStatus next) {
        Decision decided = decision.of(seen);
        boolean isSaidToBeEncrypted = ConditionList.isTrue(next.conditions(), ConditionType.Encrypted);
        return decided instanceof Decision.Publish && !isSaidToBeEncrypted ? new Decision.Keep() : decided;
    }

    @Override
    public Occurrence published(String name) {
        return Occurrences.bindingPublished(name);
    }

    @Override
    public Occurrence removed(String name, String why) {
        return Occurrences.bindingRemoved(name, why);
    }
}
