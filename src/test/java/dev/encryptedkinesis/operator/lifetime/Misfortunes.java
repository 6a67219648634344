package dev.encryptedkinesis.operator.lifetime;

import dev.encryptedkinesis.operator.lifetime.Step.Outage.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What goes wrong in a story beside what happens in it, drawn by seed. */
final class Misfortunes {

    private static final int MOST = 4;

    /** Apart from the story's own, or both would draw the same. */
    private static final long SALT = 0x5DEECE66DL;

    private final Random random;

    private Misfortunes(long seed) {
        this.random = new Random(seed ^ SALT);
    }

    /** The same story, in which one to four things go wrong, each for a while. */
    static Story befall(Story story) {
        return new Misfortunes(story.seed()).in(story);
    }

    private Story in(Story story) {
        List<Step> steps = new ArrayList<>(story.steps());
        int count = 1 + random.nextInt(MOST);
        for (int i = 0; i < count; i++) {
            int at = 1 + random.nextInt(steps.size());
            steps.addAll(at, misfortune());
        }
        return new Story(story.seed(), story.beginning(), List.copyOf(steps));
    }

    private List<Step> misfortune() {
        Step lasts = new Step.Wait(Duration.ofMillis((long) (1000 * Math.pow(10, random.nextDouble() * 3.5))));
        return switch (random.nextInt(5)) {
            case 0 -> List.of(new Step.CrashAfter(1 + random.nextInt(20)), lasts);
            case 1 -> List.of(new Step.Handover(1 + random.nextInt(20), pause()), lasts);
            case 2 -> List.of(new Step.Outage(one(Kind.values()), random.nextInt(10)), lasts, new Step.AllWell());
            case 3 -> List.of(new Step.Api(one(ApiTrouble.values())), lasts, new Step.AllWell());
            default -> List.of(new Step.LoseTheWatch(), lasts);
        };
    }

    /** Longer than a lease lasts. */
    private Duration pause() {
        return Duration.ofSeconds(25 + random.nextInt(600));
    }

    private <T> T one(T[] choices) {
        return choices[random.nextInt(choices.length)];
    }
}
