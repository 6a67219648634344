package dev.encryptedkinesis.operator.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** The way on which the number of shards is, in steps that AWS allows. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ShardWay(
        @JsonPropertyDescription("The number of shards at the beginning.")
        Integer from,

        @JsonPropertyDescription("The number of shards that is wanted.")
        Integer to,

        @JsonPropertyDescription("When the way was begun.") String begunAt) {}
