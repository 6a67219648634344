package dev.encryptedkinesis.operator.reconcile;

import dev.encryptedkinesis.operator.access.AccessQuestion;
import dev.encryptedkinesis.operator.access.LeastPrivilege;
import dev.encryptedkinesis.operator.access.leastprivilege.PolicyFiles;
import dev.encryptedkinesis.operator.access.leastprivilege.StreamUse;
import dev.encryptedkinesis.operator.api.AccessSpec;
import dev.encryptedkinesis.operator.api.AccessStatus;
import dev.encryptedkinesis.operator.api.ConsumerStatus;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStreamSpec;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStreamStatus;
import dev.encryptedkinesis.operator.api.Reason;
import dev.encryptedkinesis.operator.owned.Content;
import dev.encryptedkinesis.operator.owned.Decision;
import dev.encryptedkinesis.operator.status.Occurrence;
import dev.encryptedkinesis.operator.status.Occurrences;
import dev.encryptedkinesis.operator.stream.Assessment;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The ConfigMap with the policies for the declared producers and consumers. It is written as soon as the stream is there
 * and KMS knows the key, so that people can prepare what encryption needs; and is not taken away by what becomes of either.
 */
record WrittenPolicies() implements OwnedKind {

    private static final String FIELD = "spec.access.policiesConfigMap";

    private static final OwnedWords WORDS = new OwnedWords(
            "ConfigMap",
            FIELD,
            FIELD,
            "POLICY_CONFIG_MAPS",
            "deploy/policy-config-maps",
            new OwnedWords.Reasons(
                    Reason.PoliciesConfigMapTaken,
                    Reason.PoliciesDisabled,
                    Reason.PoliciesForbidden,
                    Reason.PoliciesFailed));

    /** The text is made only when it is to be written: it is long, and the same for the same use. */
    record Files(StreamUse use) implements Content {

        @Override
        public Map<String, String> entries() {
            return PolicyFiles.of(use);
        }
    }

    @Override
    public OwnedWords words() {
        return WORDS;
    }

    @Override
    public Optional<String> wanted(EncryptedKinesisStreamSpec spec) {
        return Optional.ofNullable(spec.access()).map(AccessSpec::policiesConfigMap);
    }

    @Override
    public Optional<String> told(EncryptedKinesisStreamStatus status) {
        return Optional.ofNullable(status.access()).map(AccessStatus::policiesConfigMap);
    }

    @Override
    public List<String> recorded(EncryptedKinesisStreamStatus status) {
        return Optional.ofNullable(status.access()).orElse(AccessStatus.NONE).configMapNames();
    }

    @Override
    public EncryptedKinesisStreamStatus telling(
            EncryptedKinesisStreamStatus status, Optional<String> name, List<String> recorded) {
        AccessStatus access = Optional.ofNullable(status.access())
                .orElse(AccessStatus.NONE)
                .withConfigMaps(name.orElse(null), recorded);
        return status.withAccess(access.equals(AccessStatus.NONE) ? null : access, status.forecast());
    }

    /** Policies for somebody else's stream are not this object's to write. */
    @Override
    public Decision decide(EncryptedKinesisStream object, Assessment seen, EncryptedKinesisStreamStatus next) {
        if (!seen.isOurs() && !seen.desired().mayOnlyObserve()) {
            return new Decision.Keep();
        }
        return AccessMapper.map(object)
                .flatMap(declared -> AccessQuestion.of(declared, seen))
                .flatMap(question -> LeastPrivilege.use(question, fanOutConsumers(next)))
                .<Decision>map(use -> new Decision.Publish(new Files(use)))
                .orElseGet(Decision.Keep::new);
    }

    private static Set<String> fanOutConsumers(EncryptedKinesisStreamStatus status) {
        return status.consumers().stream()
                .map(ConsumerStatus::arn)
                .filter(Objects::nonNull)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Occurrence published(String name) {
        return Occurrences.policiesPublished(name);
    }

    @Override
    public Occurrence removed(String name, String why) {
        return Occurrences.policiesRemoved(name, why);
    }
}
