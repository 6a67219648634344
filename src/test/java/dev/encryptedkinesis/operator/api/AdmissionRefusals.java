package dev.encryptedkinesis.operator.api;

import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** For every constraint of a schema, the words in which an API server refuses what breaks it. */
final class AdmissionRefusals {

    private final List<String> texts = new ArrayList<>();

    private AdmissionRefusals() {}

    static List<String> of(JSONSchemaProps root) {
        AdmissionRefusals refusals = new AdmissionRefusals();
        refusals.addRules(root);
        refusals.addRequired("", root);
        // The status is written by the operator alone, and is not what people are told about.
        refusals.add("spec", root.getProperties().get("spec"));
        return refusals.texts;
    }

    private void add(String path, JSONSchemaProps schema) {
        addRules(schema);
        addRequired(path + ".", schema);
        addBounds(path, schema);
        if (schema.getProperties() != null) {
            schema.getProperties().forEach((name, property) -> add(path + "." + name, property));
        }
        if (schema.getItems() != null) {
            add(path + "[0]", schema.getItems().getSchema());
        }
    }

    private void addRules(JSONSchemaProps schema) {
        List<ValidationRule> rules = schema.getXKubernetesValidations();
        if (rules != null) {
            rules.forEach(rule -> texts.add(rule.getMessage()));
        }
    }

    private void addRequired(String prefix, JSONSchemaProps schema) {
        if (schema.getRequired() != null) {
            schema.getRequired().forEach(name -> texts.add(prefix + name + ": Required value"));
        }
    }

    private void addBounds(String path, JSONSchemaProps schema) {
        Map<String, Number> bounds = new LinkedHashMap<>();
        bounds.put(path + " in body should be greater than or equal to %d", schema.getMinimum());
        bounds.put(path + " in body should be less than or equal to %d", schema.getMaximum());
        bounds.put(path + " in body should be at least %d chars long", schema.getMinLength());
        bounds.put(path + ": Too long: may not be more than %d bytes", schema.getMaxLength());
        bounds.put(
                path + ": Too many",
                Optional.ofNullable(schema.getMaxProperties()).orElse(schema.getMaxItems()));
        bounds.forEach((text, bound) -> {
            if (bound != null) {
                texts.add(text.formatted(bound.longValue()));
            }
        });
        if (schema.getPattern() != null) {
            texts.add(path + " in body should match '" + schema.getPattern() + "'");
        }
        if (schema.getEnum() != null && !schema.getEnum().isEmpty()) {
            texts.add(path + ": Unsupported value");
        }
    }
}
