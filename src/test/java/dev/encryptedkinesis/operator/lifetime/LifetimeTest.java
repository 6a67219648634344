package dev.encryptedkinesis.operator.lifetime;

import java.util.Optional;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Lives through many stories, one a seed. {@code -Dlifetime.seeds=N} sets how many, {@code -Dfaults.seeds=N} how many with
 * misfortunes, {@code -Dlifetime.first=N} which is the first.
 */
class LifetimeTest {

    @Test
    void whateverHappensNothingIsLostAndAllComesRight() {
        live(Long.getLong("lifetime.seeds", 300), Story::draw);
    }

    @Test
    void whateverGoesWrongNothingIsLostAndAllComesRight() {
        live(Long.getLong("faults.seeds", 60), seed -> Misfortunes.befall(Story.draw(seed)));
    }

    private static void live(long seeds, LongFunction<Story> draw) {
        long first = Long.getLong("lifetime.first", 0);
        // Each life is one thread's; of those that go wrong, the one with the lowest seed is told, whichever was first.
        LongStream.range(first, first + seeds)
                .parallel()
                .mapToObj(draw)
                .filter(story -> failure(story).isPresent())
                .findFirst()
                .ifPresent(LifetimeTest::tell);
    }

    private static void tell(Story story) {
        Story shortest = shorten(story);
        Throwable failure = failure(shortest).orElseThrow();
        throw new AssertionError(
                "%nThe shortest story that goes wrong, of %s%n%s".formatted(shortest, failure.getMessage()), failure);
    }

    /** Leaves out what the failure does not need. */
    private static Story shorten(Story story) {
        for (int i = story.steps().size() - 1; i >= 0; i--) {
            Story shorter = story.without(i);
            if (failure(shorter).isPresent()) {
                return shorten(shorter);
            }
        }
        return story;
    }

    private static Optional<Throwable> failure(Story story) {
        try {
            Lifetime.live(story);
            return Optional.empty();
        } catch (AssertionError | RuntimeException e) {
            return Optional.of(e);
        }
    }
}
