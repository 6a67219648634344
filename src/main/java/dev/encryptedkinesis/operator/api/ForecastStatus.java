package dev.encryptedkinesis.operator.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** What the encryption of the stream costs, by its declared producers and consumers. Numbers are decimal, in text. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ForecastStatus(
        @JsonPropertyDescription("Requests to KMS a second, such as 0.04.")
        String kmsRequestsPerSecond,

        @JsonPropertyDescription("The share of the account's quota of KMS requests in the Region, such as 0.0004 %.")
        String shareOfQuota,

        @JsonPropertyDescription("What these requests cost in 30 days, in US dollars, such as 0.31.")
        String monthlyCostUSD,

        @JsonPropertyDescription("A warning, if the quota is about to be used up, and what to do.")
        String warning) {}
