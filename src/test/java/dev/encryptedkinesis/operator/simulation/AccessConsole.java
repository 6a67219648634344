package dev.encryptedkinesis.operator.simulation;

import dev.encryptedkinesis.operator.simulation.SimulatedIdentity.Version;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.iam.IamClient;

/**
 * Who may do what, as others arrange it. All of it counts at once, except what is done through {@link #iam}, or through
 * {@link AwsConsole#kms}, which takes its time. Thread safe.
 */
public final class AccessConsole {
    private final World world;
    private final Keys keys;
    private final IamClient iam;

    AccessConsole(World world, Keys keys, IamClient iam) {
        this.world = world;
        this.keys = keys;
        this.iam = iam;
    }

    /** IAM as somebody else uses it: to create and delete roles, and to change their policies. */
    public IamClient iam() {
        return iam;
    }

    /** @return the ARN of a new role that may do nothing */
    public String createRole(String name) {
        return createRole(world.account(), name);
    }

    /** @return the ARN of a new role of another account */
    public String createRole(String account, String name) {
        return create("arn:aws:iam::%s:role/%s".formatted(account, name));
    }

    /** @return the ARN of a new user that may do nothing */
    public String createUser(String name) {
        return create("arn:aws:iam::%s:user/%s".formatted(world.account(), name));
    }

    /** The role or user is gone: a later one of the same name is another. */
    public void delete(String identityArn) {
        locked(() -> {
            SimulatedIdentity identity = identity(identityArn);
            identity.versions().end(world.now());
            identity.inForce().end(world.now());
        });
    }

    /** Gives a role or user an identity policy, or another one of this name. */
    public void putPolicy(String identityArn, String name, String document) {
        change(identityArn, version -> version.withPolicy(name, document));
    }

    public void deletePolicy(String identityArn, String name) {
        change(identityArn, version -> version.withoutPolicy(name));
    }

    /** Gives a role or user a permissions boundary. */
    public void putBoundary(String identityArn, String document) {
        change(identityArn, version -> version.within(Optional.of(document)));
    }

    public void deleteBoundary(String identityArn) {
        change(identityArn, version -> version.within(Optional.empty()));
    }

    /** Gives the principals of an account a service control policy, in place of the one they may have. */
    public void putServiceControlPolicy(String account, String document) {
        locked(() -> world.identities().controlPolicy(account, document));
    }

    public void deleteServiceControlPolicy(String account) {
        locked(() -> world.identities().endControlPolicy(account));
    }

    /** Gives a key, of whatever account, another policy. AWS's own keys included, whose policy nobody can change. */
    public void putKeyPolicy(String keyArn, String document) {
        locked(() -> {
            SimulatedKey key = keys.find(keyArn, world.now()).orElseThrow();
            KeyPolicy policy = KeyPolicy.of(document, world.identities(), world.now());
            key.policies().set(world.now(), policy);
            key.policiesInForce().set(world.now(), policy);
        });
    }

    /** Gives a key one of the policies that are often seen, for a role of its account. */
    public void putKeyPolicy(String keyArn, NamedKeyPolicy policy, String roleArn) {
        NamedKeyPolicy.Filled filled = policy.of(Principal.accountOf(keyArn), world.region())
                .with("other", world.account())
                .with("role", roleArn);
        putKeyPolicy(keyArn, filled.text());
    }

    /** Brings to its end at once what grants of this key are going through. */
    public void settleGrants(String keyArn) {
        locked(() -> keys.find(keyArn, world.now())
                .orElseThrow()
                .grants()
                .values()
                .forEach(grant -> {
                    grant.shown().hasten(world.now());
                    grant.inForce().hasten(world.now());
                }));
    }

    private String create(String arn) {
        locked(() -> world.identities().create(arn));
        return arn;
    }

    private void change(String identityArn, UnaryOperator<Version> change) {
        locked(() -> {
            Instant now = world.now();
            SimulatedIdentity identity = identity(identityArn);
            Version next = change.apply(identity.versions().at(now).orElseThrow());
            identity.versions().set(now, next);
            identity.inForce().set(now, next);
        });
    }

    private SimulatedIdentity identity(String arn) {
        return world.identities()
                .find(arn, world.now())
                .orElseThrow(() -> new IllegalArgumentException("There is no " + arn));
    }

    private void locked(Runnable act) {
        world.lock().lock();
        try {
            act.run();
        } finally {
            world.lock().unlock();
        }
    }
}
