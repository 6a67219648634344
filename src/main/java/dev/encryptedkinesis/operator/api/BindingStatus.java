package dev.encryptedkinesis.operator.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** Where controllers of service bindings look for the Secret. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record BindingStatus(
        @JsonPropertyDescription("Name of the Secret for applications, once it is there.")
        String name) {}
