package dev.encryptedkinesis.operator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** Where applications find the stream. There is no field for a namespace: the Secret lies beside this object. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BindingSpec(
        @JsonPropertyDescription(
                "Name of the Secret, in this object's namespace. It must not exist, or be this object's: one that"
                        + " somebody else made is left as it is. Another name here moves it.")
        @Required
        @Size(min = 1, max = ObjectName.LONGEST)
        @ValidationRule(
                value = "self.matches('" + ObjectName.FORM + "')",
                message = "must be the name of a Secret: lower-case letters, digits, '-' and '.'; the namespace is this"
                        + " object's own, and is not said")
        String secretName) {}
