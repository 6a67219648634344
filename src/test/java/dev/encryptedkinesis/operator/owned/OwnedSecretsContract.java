package dev.encryptedkinesis.operator.owned;

import io.fabric8.kubernetes.api.model.Secret;
import java.util.Map;

abstract class OwnedSecretsContract extends OwnedObjectsContract<Secret> {

    OwnedSecretsContract() {
        super(new SecretForm("servicebinding.io/kinesis"));
    }

    @Override
    void setData(Secret object, Map<String, String> data) {
        object.setData(data);
    }
}
