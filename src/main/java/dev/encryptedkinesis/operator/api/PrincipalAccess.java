package dev.encryptedkinesis.operator.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** Whether a principal can use stream and key. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record PrincipalAccess(
        @JsonPropertyDescription("ARN of the IAM role or user.")
        String principal,

        @JsonPropertyDescription("Producer or Consumer.") String use,

        @JsonPropertyDescription("True, False, or Unknown where AWS does not let the operator tell.")
        String allowed,

        @JsonPropertyDescription(
                "Whose no it is: IdentityPolicy, PermissionsBoundary, OrganizationPolicy, KeyPolicy, KeyState,"
                        + " GrantMissing, StreamPolicy or PrincipalMissing.")
        String deniedBy,

        @JsonPropertyDescription("What is missing, and of which policy.")
        String message,

        @JsonPropertyDescription(
                "What gives the principal what it lacks for this stream and no more, ready to be pasted.")
        String fix) {}
