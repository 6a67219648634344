package dev.encryptedkinesis.operator.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** A key that is not the stream's any more, and that records in the stream still need. Times are RFC 3339 in UTC. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record PreviousKeyStatus(
        @JsonPropertyDescription("ARN of the key.") String keyARN,

        @JsonPropertyDescription("When the stream was first seen without it.")
        String replacedAt,

        @JsonPropertyDescription("Until when records need it: when it was replaced, and the longest retention since.")
        String neededUntil,

        @JsonPropertyDescription("State of the key as KMS reports it, such as Enabled, Disabled or PendingDeletion.")
        String keyState,

        @JsonPropertyDescription("When KMS will delete the key, if it is scheduled for deletion.")
        String keyDeletionDate) {}
