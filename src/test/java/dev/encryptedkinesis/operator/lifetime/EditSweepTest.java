package dev.encryptedkinesis.operator.lifetime;

import dev.encryptedkinesis.operator.api.EncryptedKinesisStreamSpec;
import dev.encryptedkinesis.operator.lifetime.Step.Somebody.Deed;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every edit in the middle of every other, and deletion in the middle of every edit: after each number of passes. A build
 * tries one number for each two, {@code -Dlifetime.sweep=all} all of them.
 */
class EditSweepTest {

    private static final int MOST_PASSES = 10;
    private static final Duration UNTIL_READY = Duration.ofMinutes(30);

    private static final Map<String, Object> BASE = Map.of(
            "streamName",
            World.STREAM,
            "shards",
            3,
            "retentionHours",
            48,
            "key",
            Map.of("id", "alias/first"),
            "tags",
            Map.of("team", "shop"));

    private static final Map<String, Map<String, Object>> EDITS = edits();

    private static Map<String, Map<String, Object>> edits() {
        Map<String, Map<String, Object>> all = new LinkedHashMap<>();
        all.put("more shards", capacity("Provisioned", 20));
        all.put("fewer shards", capacity("Provisioned", 1));
        all.put("longer retention", Map.of("retentionHours", 72));
        all.put("shorter retention", Map.of("retentionHours", 24, "allowRetentionDecrease", true));
        all.put("another key", Map.of("key", Map.of("id", "alias/second")));
        all.put("AWS's key", Map.of("key", Map.of("awsManaged", Map.of())));
        all.put("on demand", capacity("OnDemand", null));
        all.put("tags", Map.of("tags", Map.of("stage", "test")));
        all.put("metrics", Map.of("shardLevelMetrics", List.of("ALL")));
        all.put("record size", Map.of("maxRecordSizeKiB", 2048));
        all.put("consumers", Map.of("fanOutConsumers", List.of("billing", "audit")));
        all.put("policy", Map.of("resourcePolicy", policy()));
        return all;
    }

    /** @param shards null: none are said */
    private static Map<String, Object> capacity(String mode, Integer shards) {
        Map<String, Object> capacity = new HashMap<>();
        capacity.put("mode", mode);
        capacity.put("shards", shards);
        return capacity;
    }

    private static Map<String, Object> policy() {
        return Map.of(
                "Version",
                "2012-10-17",
                "Statement",
                List.of(Map.of(
                        "Effect",
                        "Allow",
                        "Principal",
                        Map.of("AWS", "111122223333"),
                        "Action",
                        List.of("kinesis:PutRecord"),
                        "Resource",
                        "*")));
    }

    @TestFactory
    Stream<DynamicTest> anEditInTheMiddleOfAnother() {
        return pairs().map(pair -> DynamicTest.dynamicTest(
                "%s, then %s".formatted(pair.get(0), pair.get(1)),
                () -> passes(pair.hashCode()).forEach(passes -> {
                    EncryptedKinesisStreamSpec first = spec(EDITS.get(pair.get(0)));
                    Map<String, Object> second = EDITS.get(pair.get(1));
                    live(List.of(apply(first), new Step.Passes(passes), apply(spec(second))));
                    live(List.of(apply(first), new Step.Passes(passes), apply(spec(EDITS.get(pair.get(0)), second))));
                })));
    }

    private static Stream<List<String>> pairs() {
        return EDITS.keySet().stream()
                .flatMap(first -> EDITS.keySet().stream()
                        .filter(second -> !second.equals(first))
                        .map(second -> List.of(first, second)));
    }

    @TestFactory
    Stream<DynamicTest> aRestartInTheMiddleOfAnEdit() {
        return EDITS.keySet().stream()
                .map(edit -> DynamicTest.dynamicTest(
                        edit,
                        () -> Stream.iterate(0, passes -> passes + 1)
                                .limit(MOST_PASSES)
                                .forEach(passes -> live(List.of(
                                        apply(spec(EDITS.get(edit))), new Step.Passes(passes), new Step.Restart())))));
    }

    /** In the middle of it, or when it is done; and once more taken back; and the process may end then. */
    @TestFactory
    Stream<DynamicTest> anEditThatIsTakenBack() {
        return EDITS.keySet().stream()
                .map(name -> DynamicTest.dynamicTest(
                        name,
                        () -> passes(name.hashCode())
                                .forEach(passes -> takeBack(apply(spec(EDITS.get(name))), new Step.Passes(passes)))));
    }

    private static void takeBack(Step edit, Step.Passes there) {
        Step back = apply(spec());
        live(List.of(edit, there, back));
        live(List.of(edit, there, back, new Step.Restart()));
        for (int passes = 1; passes < MOST_PASSES; passes++) {
            Step.Passes andBack = new Step.Passes(passes);
            live(List.of(edit, there, back, andBack, edit));
            live(List.of(edit, there, back, andBack, edit, new Step.Restart()));
        }
    }

    /** The stream stays meanwhile; the new object is another one, and knows nothing of what the first one did. */
    @TestFactory
    Stream<DynamicTest> anObjectThatIsMadeAnewInTheMiddleOfAnEdit() {
        Step delete = new Step.Delete(Story.OBJECT);
        return EDITS.keySet().stream()
                .map(name -> DynamicTest.dynamicTest(
                        name,
                        () -> passes(name.hashCode()).forEach(passes -> {
                            Step edit = apply(spec(EDITS.get(name)));
                            live(List.of(edit, new Step.Passes(passes), delete, edit));
                            live(List.of(edit, new Step.Passes(passes), delete, apply(spec())));
                        })));
    }

    /** While another object waits for the name, a consumer is registered, or the key is disabled; or all by itself. */
    private enum Circumstance {
        NONE,
        SOMEBODY_WAITS,
        CONSUMERS,
        KEY_DISABLED,
        EDITED_ONCE_MORE
    }

    @TestFactory
    Stream<DynamicTest> deletionInTheMiddleOfAnEdit() {
        return EDITS.keySet().stream()
                .flatMap(edit -> Stream.of("Retain", "Delete", "DeleteWithConsumers")
                        .flatMap(policy -> Arrays.stream(Circumstance.values())
                                .map(circumstance -> DynamicTest.dynamicTest(
                                        "%s, then deletion (%s, %s)".formatted(edit, policy, circumstance),
                                        () -> passes((edit + policy + circumstance).hashCode())
                                                .forEach(passes ->
                                                        live(deletion(edit, policy, circumstance, passes)))))));
    }

    private static List<Step> deletion(String edit, String policy, Circumstance circumstance, int passes) {
        Map<String, Object> deletionPolicy = Map.of("deletionPolicy", policy);
        List<Step> steps = new ArrayList<>();
        switch (circumstance) {
            case SOMEBODY_WAITS ->
                steps.add(new Step.Apply(Story.YOUNGER, spec(Map.of("adoptionPolicy", "AdoptOrCreate"))));
            case CONSUMERS -> {
                steps.add(apply(spec(deletionPolicy, Map.of("fanOutConsumers", List.of("reporting")))));
                steps.add(new Step.Wait(UNTIL_READY));
            }
            case NONE, KEY_DISABLED, EDITED_ONCE_MORE -> {}
        }
        steps.add(apply(spec(deletionPolicy, EDITS.get(edit))));
        steps.add(new Step.Passes(passes));
        if (circumstance == Circumstance.KEY_DISABLED) {
            steps.add(new Step.Somebody(Deed.DISABLES_A_KEY));
        }
        steps.add(new Step.Delete(Story.OBJECT));
        if (circumstance == Circumstance.EDITED_ONCE_MORE) {
            steps.add(apply(spec(deletionPolicy, Map.of("shards", 5))));
        }
        return steps;
    }

    private static Stream<Integer> passes(int seed) {
        List<Integer> all =
                Stream.iterate(0, passes -> passes + 1).limit(MOST_PASSES).toList();
        return "all".equals(System.getProperty("lifetime.sweep"))
                ? all.stream()
                : Stream.of(all.get(Math.floorMod(seed, all.size())));
    }

    private static Step.Apply apply(EncryptedKinesisStreamSpec spec) {
        return new Step.Apply(Story.OBJECT, spec);
    }

    @SafeVarargs
    private static EncryptedKinesisStreamSpec spec(Map<String, Object>... edits) {
        Map<String, Object> fields = new HashMap<>(BASE);
        for (Map<String, Object> edit : edits) {
            fields.putAll(edit);
        }
        fields.values().removeIf(Objects::isNull);
        return Serialization.unmarshal(Serialization.asJson(fields), EncryptedKinesisStreamSpec.class);
    }

    private static void live(List<Step> steps) {
        List<Step> all = new ArrayList<>(List.of(apply(spec()), new Step.Wait(UNTIL_READY)));
        all.addAll(steps);
        Story story = new Story(all.hashCode(), World.Beginning.NOTHING, List.copyOf(all));
        try {
            Lifetime.live(story);
        } catch (AssertionError e) {
            throw new AssertionError("%s%n%s".formatted(story, e.getMessage()), e);
        }
    }
}
