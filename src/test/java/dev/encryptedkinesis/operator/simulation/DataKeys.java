package dev.encryptedkinesis.operator.simulation;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * The data keys that Kinesis holds for one set of credentials. It asks KMS for them on the caller's behalf, about every
 * five minutes anew, so that a permission that was taken away is missed late; one that was given is found by the next
 * call.
 */
final class DataKeys {
    private final World world;
    private final Authorizer authorizer;
    private final KeyUse keyUse;
    private final Map<AccessRequest, Instant> heldSince = new HashMap<>();

    DataKeys(World world, Keys keys, Authorizer authorizer) {
        this.world = world;
        this.authorizer = authorizer;
        this.keyUse = new KeyUse(keys);
    }

    /** @param action what a record needs: {@code kms:GenerateDataKey} or {@code kms:Decrypt} */
    void use(String action, String keyArn, String streamArn) {
        AccessRequest request = authorizer.requestViaKinesis(action, keyArn, streamArn);
        Instant renewal = KeyUse.renewalBefore(world.now());
        if (!renewal.equals(heldSince.get(request))) {
            ask(request);
            heldSince.put(request, renewal);
        }
        keyUse.checkDataKey(keyArn, world.now());
    }

    private void ask(AccessRequest request) {
        Decision decision = authorizer.decide(request);
        world.trail().add(world, request, decision);
        world.usage().count(world.now());
        if (!decision.isAllowed()) {
            throw KinesisError.KMS_ACCESS_DENIED.as("%s", decision.message(request));
        }
    }
}
