package dev.encryptedkinesis.operator.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** What sts:GetCallerIdentity answers. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record CallerIdentity(
        @JsonPropertyDescription("ARN of the role's session, or of the user.")
        String arn,

        @JsonPropertyDescription("The AWS account that it belongs to.")
        String account) {}
