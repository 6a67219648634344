package dev.encryptedkinesis.operator.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** A policy that permits more than it should. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record AccessFinding(
        @JsonPropertyDescription("Critical, Warning or Info.")
        String severity,

        @JsonPropertyDescription("Which policy, and which of its statements.")
        String subject,

        @JsonPropertyDescription("What it permits, why that is too much, and what to do.")
        String message) {}
