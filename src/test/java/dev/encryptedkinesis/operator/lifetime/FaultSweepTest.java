package dev.encryptedkinesis.operator.lifetime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.encryptedkinesis.operator.lifetime.World.Beginning;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The process ends, or is suspended while another one leads, before and after every single call of AWS and of the API
 * server that something takes. A build tries one point of eleven, {@code -Dlifetime.sweep=all} all of them.
 */
class FaultSweepTest {

    private static final int SAMPLE = 11;
    private static final Duration UNTIL_READY = Duration.ofMinutes(30);
    private static final Duration LEASE = Duration.ofSeconds(25);

    /** What is there before, and what happens then. */
    private record Scenario(String name, Beginning beginning, List<Step> before, List<Step> steps) {

        Story told(Step... misfortune) {
            List<Step> all = new ArrayList<>(before);
            all.addAll(List.of(misfortune));
            all.addAll(steps);
            return new Story(name.hashCode(), beginning, List.copyOf(all));
        }

        /** How many points there are, without misfortune, at which something may happen. */
        int points() {
            return Lifetime.awaitPoints(told()) - Lifetime.awaitPoints(new Story(name.hashCode(), beginning, before));
        }
    }

    private static List<Scenario> scenarios() {
        List<Scenario> all = new ArrayList<>();
        Step wait = new Step.Wait(UNTIL_READY);
        Map<String, Object> granting = Map.of(
                "access",
                Map.of("mode", "Grant", "producers", List.of(World.WRITER), "consumers", List.of(World.READER)));
        Map<String, Object> everything = new LinkedHashMap<>(granting);
        everything.putAll(Edits.ALL.get("consumers"));
        everything.putAll(Edits.ALL.get("policy"));
        everything.putAll(Edits.ALL.get("metrics"));
        everything.put("binding", Map.of("secretName", "orders"));
        Map<String, Object> deleting = new LinkedHashMap<>(everything);
        deleting.put("deletionPolicy", "DeleteWithConsumers");
        Step.Apply plain = Edits.apply(Edits.spec());
        Step.Apply full = Edits.apply(Edits.spec(everything));
        all.add(new Scenario("creation", Beginning.NOTHING, List.of(), List.of(full, wait)));
        all.add(new Scenario(
                "adoption",
                Beginning.A_STREAM_OF_SOMEBODY,
                List.of(),
                List.of(Edits.apply(Edits.spec(everything, Map.of("adoptionPolicy", "AdoptOrCreate"))), wait)));
        all.add(new Scenario(
                "another key, with grants",
                Beginning.NOTHING,
                List.of(full, wait),
                List.of(Edits.apply(Edits.spec(everything, Edits.ALL.get("another key"))), wait)));
        all.add(new Scenario(
                "deletion of everything",
                Beginning.NOTHING,
                List.of(Edits.apply(Edits.spec(deleting)), wait),
                List.of(new Step.Delete(Story.OBJECT), wait)));
        all.add(new Scenario(
                "encryption that somebody stopped",
                Beginning.NOTHING,
                List.of(full, wait),
                List.of(new Step.Somebody(Step.Somebody.Deed.STOPS_ENCRYPTION), wait)));
        Edits.ALL.forEach((name, edit) -> all.add(new Scenario(
                name, Beginning.NOTHING, List.of(plain, wait), List.of(Edits.apply(Edits.spec(edit)), wait))));
        return all;
    }

    @TestFactory
    Stream<DynamicTest> aProcessThatEndsAnywhere() {
        return sweep("the process ends", Step.CrashAfter::new);
    }

    @TestFactory
    Stream<DynamicTest> aProcessThatIsSuspendedAnywhereWhileAnotherLeads() {
        return sweep("another one leads", point -> new Step.Handover(point, LEASE));
    }

    private static Stream<DynamicTest> sweep(String what, IntFunction<Step> misfortune) {
        return scenarios().stream()
                .map(scenario -> DynamicTest.dynamicTest(scenario.name() + ": " + what, () -> {
                    int count = scenario.points();
                    assertThat(count).as("points at which something may happen").isPositive();
                    points(scenario.name(), count).parallel().forEach(point -> live(scenario, misfortune.apply(point)));
                }));
    }

    private static IntStream points(String name, int count) {
        boolean isSample = !"all".equals(System.getProperty("lifetime.sweep"));
        return IntStream.rangeClosed(1, count)
                .filter(point -> !isSample || point % SAMPLE == Math.floorMod(name.hashCode(), SAMPLE));
    }

    private static void live(Scenario scenario, Step misfortune) {
        try {
            Lifetime.live(scenario.told(misfortune));
        } catch (AssertionError e) {
            throw new AssertionError("%s, %s%n%s".formatted(scenario.name(), misfortune, e.getMessage()), e);
        }
    }
}
