package dev.encryptedkinesis.operator.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** That KMS denied somebody the use of a key for this stream. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record AccessDenial(
        @JsonPropertyDescription("ARN of the IAM role or user, whether it is declared or not.")
        String principal,

        @JsonPropertyDescription(
                "What was denied: kms:GenerateDataKey, which writing takes, or kms:Decrypt, which reading takes.")
        String action,

        @JsonPropertyDescription("ARN of the key, where CloudTrail tells it.")
        String keyARN,

        @JsonPropertyDescription(
                "AWS's explanation, such as: because no identity-based policy allows the kms:Decrypt action.")
        String message,

        @JsonPropertyDescription("The first time, as far as the operator has seen it.")
        String since,

        @JsonPropertyDescription("The full hour in which it was last seen. An hour or two after it, the entry goes.")
        String lastSeen) {}
