package dev.encryptedkinesis.operator.owned;

import io.fabric8.kubernetes.api.model.ConfigMap;
import java.util.Map;

abstract class OwnedConfigMapsContract extends OwnedObjectsContract<ConfigMap> {

    OwnedConfigMapsContract() {
        super(new ConfigMapForm());
    }

    @Override
    void setData(ConfigMap object, Map<String, String> data) {
        object.setData(data);
    }
}
