package dev.encryptedkinesis.operator.owned;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** @param type of the Secrets; nobody else's Secrets have it, and it cannot be changed */
record SecretForm(String type) implements ObjectForm<Secret> {

    @Override
    public Class<Secret> kind() {
        return Secret.class;
    }

    @Override
    public Secret of(ObjectMeta metadata, Map<String, String> entries) {
        return new SecretBuilder()
                .withMetadata(metadata)
                .withType(type)
                .withData(entries.entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, entry -> encoded(entry.getValue()))))
                .build();
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Map<String, String> data(Secret object) {
        return Optional.ofNullable(object.getData()).orElse(Map.of());
    }

    /** A Secret is there with all its entries or not at all; one of somebody else's is of another type, and conflicts. */
    @Override
    public Optional<Secret> claim(Secret wanted) {
        return Optional.empty();
    }
}
