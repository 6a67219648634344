package dev.encryptedkinesis.operator.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;

/** What AWS says of the identity. Fields that nothing is known of are absent. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record AwsIdentityStatus(
        @JsonPropertyDescription("The generation of the spec that this status speaks of.")
        Long observedGeneration,

        @JsonPropertyDescription("What is so, and why: Ready, Reconciling, Stalled.")
        List<Condition> conditions,

        @JsonPropertyDescription("How many namespaces the selector selects, of those that the operator looks after.")
        Integer namespaces,

        @JsonPropertyDescription("As whom AWS knows the operator with this identity, as STS says it.")
        CallerIdentity callerIdentity) {

    public static final AwsIdentityStatus NONE = new AwsIdentityStatus(null, List.of(), null, null);

    public AwsIdentityStatus {
        conditions = conditions == null ? List.of() : List.copyOf(conditions);
    }

    public AwsIdentityStatus withConditions(List<Condition> replaced) {
        return new AwsIdentityStatus(observedGeneration, replaced, namespaces, callerIdentity);
    }
}
