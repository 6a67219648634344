package dev.encryptedkinesis.operator.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;

/** Who can use the stream, as far as AWS lets the operator tell. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record AccessStatus(
        @JsonPropertyDescription("Whether each declared producer and consumer can use stream and key.")
        List<PrincipalAccess> principals,

        @JsonPropertyDescription("Policies that permit more than they should. The operator never changes them.")
        List<AccessFinding> findings,

        @JsonPropertyDescription(
                "ARNs of the keys on which the operator may have given grants for this object, and has not seen them gone.")
        List<String> grantKeys,

        @JsonPropertyDescription(
                "Whom KMS has lately denied a key of this stream, as CloudTrail tells: at most 10. Looked for if an object"
                        + " of the Region has spec.access, and if the operator may look.")
        List<AccessDenial> denials,

        @JsonPropertyDescription("Name of the ConfigMap with the policies, once it is there.")
        String policiesConfigMap,

        @JsonPropertyDescription(
                "Names of the ConfigMaps that the operator may have written for this object, and has not seen gone.")
        List<String> configMapNames) {

    public static final AccessStatus NONE = new AccessStatus(null, null, null, null, null, null);

    public AccessStatus {
        principals = principals == null ? List.of() : List.copyOf(principals);
        findings = findings == null ? List.of() : List.copyOf(findings);
        grantKeys = grantKeys == null ? List.of() : List.copyOf(grantKeys);
        denials = denials == null ? List.of() : List.copyOf(denials);
        configMapNames = configMapNames == null ? List.of() : List.copyOf(configMapNames);
    }

    public AccessStatus withConfigMaps(String replacedPolicies, List<String> replacedNames) {
        return new AccessStatus(principals, findings, grantKeys, denials, replacedPolicies, replacedNames);
    }
}
