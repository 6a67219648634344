package dev.encryptedkinesis.operator.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;

/** Where controllers of service bindings look for the Secret. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record BindingStatus(
        @JsonPropertyDescription("Name of the Secret for applications, once it is there.")
        String name,

        @JsonPropertyDescription(
                "Names of the Secrets that the operator may have written for this object, and has not seen gone.")
        List<String> secretNames) {

    public static final BindingStatus NONE = new BindingStatus(null, null);

    public BindingStatus {
        secretNames = secretNames == null ? List.of() : List.copyOf(secretNames);
    }
}
