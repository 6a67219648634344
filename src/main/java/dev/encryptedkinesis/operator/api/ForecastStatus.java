package dev.encryptedkinesis.operator.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** What the encryption of the stream costs, by its declared producers and consumers. Numbers are decimal, in text. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ForecastStatus(
        @JsonPropertyDescription("About how many requests to KMS a second this stream takes, such as 0.04.")
        String kmsRequestsPerSecond,

        @JsonPropertyDescription(
                "The share of the Region's default quota of KMS requests that they are, such as 0.00004 %.")
        String shareOfQuota,

        @JsonPropertyDescription("What these requests cost in 30 days, in US dollars, such as 0.31.")
        String monthlyCostUSD,

        @JsonPropertyDescription("A warning, if the account's quota is about to be used up, and what to do.")
        String warning) {}
