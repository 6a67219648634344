package dev.encryptedkinesis.operator.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** A change that AWS accepted since the spec was last edited. Accepted several times, it does not last. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ChangeEffort(
        @JsonPropertyDescription("The change, such as UpdateShardCount to 8.")
        String change,

        @JsonPropertyDescription("How often AWS accepted it.")
        Integer times,

        @JsonPropertyDescription("When AWS accepted it last.")
        String lastAt) {}
