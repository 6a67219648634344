package dev.encryptedkinesis.operator.lifetime;

import dev.encryptedkinesis.operator.api.AccessSpec;
import dev.encryptedkinesis.operator.api.AwsManagedKey;
import dev.encryptedkinesis.operator.api.BindingSpec;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStreamSpec;
import dev.encryptedkinesis.operator.api.KeySelector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/** What happens to a stream and its objects, drawn by seed. */
record Story(long seed, World.Beginning beginning, List<Step> steps) {

    static final String OBJECT = "orders";
    static final String YOUNGER = "younger";

    private static final int LONGEST = 14;

    static Story draw(long seed) {
        return new Teller(seed).tell();
    }

    /** The same without one step. */
    Story without(int index) {
        List<Step> fewer = new ArrayList<>(steps);
        fewer.remove(index);
        return new Story(seed, beginning, List.copyOf(fewer));
    }

    @Override
    public String toString() {
        return "seed %d, beginning with %s:%n%s"
                .formatted(
                        seed, beginning, steps.stream().map(step -> "  " + step).collect(Collectors.joining("\n")));
    }

    /** Null: not said. */
    private static final List<List<String>> METRICS = Arrays.asList(
            null,
            null,
            null,
            null,
            List.of(),
            List.of("ALL"),
            List.of("IncomingBytes"),
            List.of("OutgoingBytes", "IncomingBytes", "OutgoingBytes"));

    private static final class Teller {

        private final long seed;
        private final Random random;

        Teller(long seed) {
            this.seed = seed;
            this.random = new Random(seed);
        }

        Story tell() {
            World.Beginning beginning = chance(0.25) ? World.Beginning.A_STREAM_OF_SOMEBODY : World.Beginning.NOTHING;
            List<Step> steps = new ArrayList<>();
            steps.add(new Step.Apply(OBJECT, spec()));
            if (chance(0.08)) {
                editsWithoutRest(steps);
            }
            int length = 3 + random.nextInt(LONGEST - 2);
            for (int i = 0; i < length; i++) {
                steps.add(step());
            }
            return new Story(seed, beginning, List.copyOf(steps));
        }

        /** As many as it takes to spend AWS's budgets for a day. */
        private void editsWithoutRest(List<Step> steps) {
            int edits = 20 + random.nextInt(40);
            for (int i = 0; i < edits; i++) {
                steps.add(new Step.Apply(OBJECT, spec()));
                steps.add(new Step.Wait(Duration.ofMinutes(4)));
            }
        }

        private Step step() {
            int roll = random.nextInt(100);
            if (roll < 28) {
                return new Step.Wait(duration());
            }
            if (roll < 45) {
                return new Step.Passes(1 + random.nextInt(4));
            }
            if (roll < 65) {
                return new Step.Apply(OBJECT, spec());
            }
            if (roll < 68) {
                return new Step.Apply(YOUNGER, spec());
            }
            if (roll < 71) {
                return new Step.Delete(chance(0.8) ? OBJECT : YOUNGER);
            }
            if (roll < 75) {
                return new Step.Restart();
            }
            if (roll < 83) {
                return new Step.CrashAfter(1 + random.nextInt(12));
            }
            if (roll < 90) {
                return new Step.Trouble(chance(0.5) ? 0 : 0.05 + random.nextDouble() * 0.4);
            }
            return new Step.Somebody(Step.Somebody.Deed.values()[random.nextInt(Step.Somebody.Deed.values().length)]);
        }

        /** From a second to some hours, each order of magnitude as likely. */
        private Duration duration() {
            return Duration.ofMillis((long) (1000 * Math.pow(10, random.nextDouble() * 4.2)));
        }

        private EncryptedKinesisStreamSpec spec() {
            boolean onDemand = chance(0.1);
            Integer shards = onDemand ? null : 1 + random.nextInt(6);
            return new EncryptedKinesisStreamSpec(
                    World.STREAM,
                    null,
                    onDemand ? "OnDemand" : null,
                    shards,
                    onDemand ? one(Arrays.asList(null, 100, 200)) : null,
                    chance(0.5) ? null : 24 + random.nextInt(100),
                    chance(0.3) ? Boolean.TRUE : null,
                    key(),
                    one(Arrays.asList(null, null, null, 1024, 2048)),
                    one(METRICS),
                    one(Arrays.asList(null, null, null, List.of("billing"), List.of("billing", "audit"))),
                    one(Arrays.asList(
                            null, null, null, World.sharedWith("111122223333"), World.sharedWith("444455556666"))),
                    tags(),
                    access(shards),
                    binding(shards),
                    one(Arrays.asList(null, null, "CreateOnly", "AdoptOrCreate", "AdoptOrCreate", "AdoptOnly")),
                    one(Arrays.asList(null, null, null, "Retain", "Delete", "DeleteWithConsumers")),
                    chance(0.07) ? "ObserveOnly" : null);
        }

        /** Drawn together with the shards. */
        private static BindingSpec binding(Integer shards) {
            return shards == null || shards < 3 ? null : new BindingSpec(shards < 5 ? "orders" : "stream");
        }

        /** The same. */
        private static AccessSpec access(Integer shards) {
            return shards == null || shards % 2 == 1
                    ? null
                    : new AccessSpec("Grant", List.of(World.WRITER), shards > 3 ? List.of(World.READER) : null, null);
        }

        private KeySelector key() {
            String id = one(Arrays.asList(null, "alias/first", "alias/first", "alias/second", "alias/second"));
            return id == null ? new KeySelector(null, new AwsManagedKey()) : new KeySelector(id, null);
        }

        private Map<String, String> tags() {
            return one(Arrays.asList(null, Map.of("team", "shop"), Map.of("team", "api", "stage", "test")));
        }

        /** Null among the choices: not said. */
        private <T> T one(List<T> choices) {
            return choices.get(random.nextInt(choices.size()));
        }

        private boolean chance(double probability) {
            return random.nextDouble() < probability;
        }
    }
}
