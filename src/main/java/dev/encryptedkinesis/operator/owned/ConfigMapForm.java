package dev.encryptedkinesis.operator.owned;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.Map;
import java.util.Optional;

/** Text as it is. */
record ConfigMapForm() implements ObjectForm<ConfigMap> {

    @Override
    public Class<ConfigMap> kind() {
        return ConfigMap.class;
    }

    @Override
    public ConfigMap of(ObjectMeta metadata, Map<String, String> entries) {
        return new ConfigMapBuilder().withMetadata(metadata).withData(entries).build();
    }

    @Override
    public Map<String, String> data(ConfigMap object) {
        return Optional.ofNullable(object.getData()).orElse(Map.of());
    }

    @Override
    public Optional<ConfigMap> claim(ConfigMap wanted) {
        return Optional.of(of(wanted.getMetadata(), Map.of()));
    }
}
