package dev.encryptedkinesis.operator.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** A fan-out consumer that the spec names, as Kinesis reports it. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ConsumerStatus(
        @JsonPropertyDescription("The consumer's name.") String name,

        @JsonPropertyDescription("Its ARN, which an application needs to subscribe to shards.")
        String arn,

        @JsonPropertyDescription("CREATING, DELETING or ACTIVE.")
        String status) {}
