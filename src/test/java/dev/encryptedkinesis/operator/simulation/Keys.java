package dev.encryptedkinesis.operator.simulation;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The keys that the account can reach, its own and those of others, and its aliases. */
final class Keys {
    static final String AWS_MANAGED_ALIAS = "alias/aws/kinesis";

    private static final Pattern ARN = Pattern.compile("arn:aws:kms:([^:]*):([^:]*):((?:key|alias)/.+)");

    /** An alias and the key it stands for. */
    record Alias(String name, SimulatedKey target, Instant createdAt, Instant updatedAt) {}

    private final World world;
    private final Map<String, SimulatedKey> byArn = new HashMap<>();
    private final Map<String, Timeline<Alias>> aliases = new TreeMap<>();

    Keys(World world) {
        this.world = world;
    }

    SimulatedKey create(String account, SimulatedKey.Kind kind) {
        String prefix = kind.regions() == SimulatedKey.Regions.MANY ? "mrk-" : "";
        String uuid = world.dice().uuid("keys").toString();
        String id = prefix.isEmpty() ? uuid : prefix + uuid.replace("-", "");
        String arn = "arn:aws:kms:%s:%s:key/%s".formatted(world.region(), account, id);
        SimulatedKey key = new SimulatedKey(id, arn, account, kind, world.now());
        key.versions().set(world.now(), SimulatedKey.Version.ENABLED);
        KeyPolicy policy = KeyPolicy.of(firstPolicy(account, kind), world.identities(), world.now());
        key.policies().set(world.now(), policy);
        key.policiesInForce().set(world.now(), policy);
        byArn.put(arn, key);
        return key;
    }

    /** AWS's default; a key of another account is one that was shared with this one. */
    private String firstPolicy(String account, SimulatedKey.Kind kind) {
        NamedKeyPolicy policy = kind.isAwsManaged()
                ? NamedKeyPolicy.AWS_MANAGED
                : account.equals(world.account()) ? NamedKeyPolicy.DEFAULT : NamedKeyPolicy.SHARED_WITH_ACCOUNT;
        return policy.of(account, world.region()).with("other", world.account()).text();
    }

    Optional<Alias> alias(String name, Instant at) {
        return Optional.ofNullable(aliases.get(name)).flatMap(alias -> alias.at(at));
    }

    Stream<Alias> aliases(Instant at) {
        return aliases.values().stream().flatMap(alias -> alias.at(at).stream());
    }

    void pointAlias(String name, SimulatedKey target) {
        Instant now = world.now();
        Instant createdAt = alias(name, now).map(Alias::createdAt).orElse(now);
        aliases.computeIfAbsent(name, any -> new Timeline<>()).set(now, new Alias(name, target, createdAt, now));
    }

    void removeAlias(String name) {
        aliases.get(name).end(world.now());
    }

    /**
     * The key by any form of its id: bare id, key ARN, alias name or alias ARN. The bare forms reach the account's own
     * keys only. A predefined AWS alias brings its key into being.
     */
    Optional<SimulatedKey> find(String form, Instant at) {
        var parts = ARN.matcher(form);
        if (!parts.matches()) {
            return own(form, at);
        }
        boolean isHere = parts.group(1).equals(world.region());
        boolean isAlias = parts.group(3).startsWith("alias/");
        if (!isHere || isAlias && !parts.group(2).equals(world.account())) {
            return Optional.empty();
        }
        return isAlias ? byAlias(parts.group(3), at) : byArn(form, at);
    }

    boolean isOfOtherRegion(String form) {
        var parts = ARN.matcher(form);
        return parts.matches() && !parts.group(1).equals(world.region());
    }

    private Optional<SimulatedKey> own(String form, Instant at) {
        return form.startsWith("alias/") ? byAlias(form, at) : byArn(world.arn(Service.KMS, "key/" + form), at);
    }

    private Optional<SimulatedKey> byArn(String arn, Instant at) {
        return Optional.ofNullable(byArn.get(arn))
                .filter(key -> key.versions().at(at).isPresent());
    }

    private Optional<SimulatedKey> byAlias(String name, Instant at) {
        if (name.equals(AWS_MANAGED_ALIAS)) {
            return Optional.of(awsManaged());
        }
        return alias(name, at)
                .map(Alias::target)
                .filter(key -> key.versions().at(at).isPresent());
    }

    private SimulatedKey awsManaged() {
        return alias(AWS_MANAGED_ALIAS, world.now()).map(Alias::target).orElseGet(() -> {
            SimulatedKey key = create(world.account(), SimulatedKey.Kind.AWS_MANAGED);
            pointAlias(AWS_MANAGED_ALIAS, key);
            return key;
        });
    }
}
