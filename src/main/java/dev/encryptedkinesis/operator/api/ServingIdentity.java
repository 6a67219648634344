package dev.encryptedkinesis.operator.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** By whom an object is served. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ServingIdentity(
        @JsonPropertyDescription("The AwsIdentity that selects the object's namespace.")
        String name,

        @JsonPropertyDescription(
                "The AWS account that the stream is in. It stays so: when the identity is for another one,"
                        + " nothing more is done.")
        String account) {}
