package dev.encryptedkinesis.operator.lifetime;

import dev.encryptedkinesis.operator.api.EncryptedKinesisStreamSpec;
import dev.encryptedkinesis.operator.lifetime.Step.Somebody.Deed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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

    @TestFactory
    Stream<DynamicTest> anEditInTheMiddleOfAnother() {
        return pairs().map(pair -> DynamicTest.dynamicTest(
                "%s, then %s".formatted(pair.get(0), pair.get(1)),
                () -> passes(pair.hashCode()).forEach(passes -> {
                    EncryptedKinesisStreamSpec first = Edits.spec(Edits.ALL.get(pair.get(0)));
                    Map<String, Object> second = Edits.ALL.get(pair.get(1));
                    live(List.of(Edits.apply(first), new Step.Passes(passes), Edits.apply(Edits.spec(second))));
                    live(List.of(
                            Edits.apply(first),
                            new Step.Passes(passes),
                            Edits.apply(Edits.spec(Edits.ALL.get(pair.get(0)), second))));
                })));
    }

    private static Stream<List<String>> pairs() {
        return Edits.ALL.keySet().stream()
                .flatMap(first -> Edits.ALL.keySet().stream()
                        .filter(second -> !second.equals(first))
                        .map(second -> List.of(first, second)));
    }

    @TestFactory
    Stream<DynamicTest> aRestartInTheMiddleOfAnEdit() {
        return Edits.ALL.keySet().stream()
                .map(edit -> DynamicTest.dynamicTest(
                        edit,
                        () -> Stream.iterate(0, passes -> passes + 1)
                                .limit(MOST_PASSES)
                                .forEach(passes -> live(List.of(
                                        Edits.apply(Edits.spec(Edits.ALL.get(edit))),
                                        new Step.Passes(passes),
                                        new Step.Restart())))));
    }

    /** In the middle of it, or when it is done; and once more taken back; and the process may end then. */
    @TestFactory
    Stream<DynamicTest> anEditThatIsTakenBack() {
        return Edits.ALL.keySet().stream()
                .map(name -> DynamicTest.dynamicTest(
                        name,
                        () -> passes(name.hashCode())
                                .forEach(passes -> takeBack(
                                        Edits.apply(Edits.spec(Edits.ALL.get(name))), new Step.Passes(passes)))));
    }

    private static void takeBack(Step edit, Step.Passes there) {
        Step back = Edits.apply(Edits.spec());
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
        return Edits.ALL.keySet().stream()
                .map(name -> DynamicTest.dynamicTest(
                        name,
                        () -> passes(name.hashCode()).forEach(passes -> {
                            Step edit = Edits.apply(Edits.spec(Edits.ALL.get(name)));
                            live(List.of(edit, new Step.Passes(passes), delete, edit));
                            live(List.of(edit, new Step.Passes(passes), delete, Edits.apply(Edits.spec())));
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
        return Edits.ALL.keySet().stream()
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
                steps.add(new Step.Apply(Story.YOUNGER, Edits.spec(Map.of("adoptionPolicy", "AdoptOrCreate"))));
            case CONSUMERS -> {
                steps.add(Edits.apply(Edits.spec(deletionPolicy, Map.of("fanOutConsumers", List.of("reporting")))));
                steps.add(new Step.Wait(UNTIL_READY));
            }
            case NONE, KEY_DISABLED, EDITED_ONCE_MORE -> {}
        }
        steps.add(Edits.apply(Edits.spec(deletionPolicy, Edits.ALL.get(edit))));
        steps.add(new Step.Passes(passes));
        if (circumstance == Circumstance.KEY_DISABLED) {
            steps.add(new Step.Somebody(Deed.DISABLES_A_KEY));
        }
        steps.add(new Step.Delete(Story.OBJECT));
        if (circumstance == Circumstance.EDITED_ONCE_MORE) {
            steps.add(Edits.apply(Edits.spec(deletionPolicy, Map.of("shards", 5))));
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

    private static void live(List<Step> steps) {
        List<Step> all = new ArrayList<>(List.of(Edits.apply(Edits.spec()), new Step.Wait(UNTIL_READY)));
        all.addAll(steps);
        Story story = new Story(all.hashCode(), World.Beginning.NOTHING, List.copyOf(all));
        try {
            Lifetime.live(story);
        } catch (AssertionError e) {
            throw new AssertionError("%s%n%s".formatted(story, e.getMessage()), e);
        }
    }
}
