package dev.encryptedkinesis.operator.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;

/**
 * What AWS reports of the stream, and what the operator makes of it. Fields that nothing is known of are absent.
 * Unknown fields, written by a newer operator, are passed over.
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record EncryptedKinesisStreamStatus(
        @JsonPropertyDescription("The generation of the spec that this status speaks of.")
        Long observedGeneration,

        @JsonPropertyDescription(
                "What is so, and why: Ready, Reconciling, Stalled, StreamActive, Encrypted, KeyUsable, Authorized,"
                        + " Synced.")
        List<Condition> conditions,

        @JsonPropertyDescription("Which AwsIdentity serves the object, and in which AWS account its stream is.")
        ServingIdentity identity,

        @JsonPropertyDescription("ARN of the stream.") String streamARN,

        @JsonPropertyDescription("When AWS created the stream, which tells it from another one of the same name.")
        String streamCreatedAt,

        @JsonPropertyDescription("The stream's state as Kinesis reports it: CREATING, DELETING, ACTIVE or UPDATING.")
        String streamStatus,

        @JsonPropertyDescription("The stream's capacity mode: Provisioned or OnDemand.")
        String mode,

        @JsonPropertyDescription("The number of open shards.")
        Integer shards,

        @JsonPropertyDescription("How long records are kept, in hours.")
        Integer retentionHours,

        @JsonPropertyDescription("Under which key new records are written, and what is known of that key.")
        EncryptionStatus encryption,

        @JsonPropertyDescription("The fan-out consumers that the spec names, as far as they are registered.")
        List<ConsumerStatus> consumers,

        @JsonPropertyDescription("The Secret for applications, and those before it.")
        BindingStatus binding,

        @JsonPropertyDescription("What about the stream is not as the spec says, in the order in which it is mended.")
        List<String> differences,

        @JsonPropertyDescription("What the operator would do, in this order, if it were not for the annotation"
                + " encryptedkinesis.dev/plan.")
        List<String> plan,

        @JsonPropertyDescription("Who can use the stream, as far as AWS lets the operator tell.")
        AccessStatus access,

        @JsonPropertyDescription("What the encryption costs, by the declared producers and consumers.")
        ForecastStatus forecast,

        @JsonPropertyDescription("What the operator has done to the stream that AWS counts or that takes time.")
        ChangeHistory changes) {

    public static final EncryptedKinesisStreamStatus NONE = new EncryptedKinesisStreamStatus(
            null, List.of(), null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);

    public EncryptedKinesisStreamStatus {
        conditions = conditions == null ? List.of() : List.copyOf(conditions);
        consumers = consumers == null ? List.of() : List.copyOf(consumers);
        differences = differences == null ? List.of() : List.copyOf(differences);
        plan = plan == null ? List.of() : List.copyOf(plan);
    }

    public EncryptedKinesisStreamStatus withChanges(ChangeHistory replaced) {
        return with(conditions, identity, binding, access, forecast, replaced);
    }

    public EncryptedKinesisStreamStatus withAccess(AccessStatus replaced, ForecastStatus replacedForecast) {
        return with(conditions, identity, binding, replaced, replacedForecast, changes);
    }

    public EncryptedKinesisStreamStatus withConditions(List<Condition> replaced) {
        return with(replaced, identity, binding, access, forecast, changes);
    }

    public EncryptedKinesisStreamStatus withIdentity(ServingIdentity replaced) {
        return with(conditions, replaced, binding, access, forecast, changes);
    }

    public EncryptedKinesisStreamStatus withBinding(BindingStatus replaced) {
        return with(conditions, identity, replaced, access, forecast, changes);
    }

    /** The same, as to what is seen of the stream. */
    private EncryptedKinesisStreamStatus with(
            List<Condition> newConditions,
            ServingIdentity newIdentity,
            BindingStatus newBinding,
            AccessStatus newAccess,
            ForecastStatus newForecast,
            ChangeHistory newChanges) {
        return new EncryptedKinesisStreamStatus(
                observedGeneration,
                newConditions,
                newIdentity,
                streamARN,
                streamCreatedAt,
                streamStatus,
                mode,
                shards,
                retentionHours,
                encryption,
                consumers,
                newBinding,
                differences,
                plan,
                newAccess,
                newForecast,
                newChanges);
    }
}
