package dev.encryptedkinesis.operator.lifetime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.encryptedkinesis.operator.api.EncryptedKinesisStreamSpec;
import dev.encryptedkinesis.operator.api.KeySelector;
import dev.encryptedkinesis.operator.cluster.MockCluster;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A program that edits an object a hundred times a second, as two do that undo each other's work. */
class EditStormTest {

    private static final Duration BETWEEN_EDITS = Duration.ofMillis(10);
    private static final int EDITS = 30_000;

    /** Ten edits are acted upon at once, and then one in five seconds: in the five minutes that the edits take, 70. */
    private static final int ACTED_UPON = 70;

    @Test
    void costsWhatAFewEditsCostAndTheLastOneIsDoneWithinSeconds() {
        try (MockCluster events = MockCluster.start();
                TroubledHours hours = new TroubledHours(events)) {
            hours.apply(taggedWith("none"));
            hours.run(Duration.ofMinutes(10));
            int calls = calls(hours);
            int writes = hours.cluster().statusWrites();

            for (int edit = 1; edit <= EDITS; edit++) {
                hours.apply(taggedWith("edit-" + edit));
                hours.run(BETWEEN_EDITS);
            }

            // Each may tag the stream, and look at it before and after; and tells what it did.
            assertThat(calls(hours) - calls).isBetween(ACTED_UPON / 2, 4 * ACTED_UPON);
            assertThat(hours.cluster().statusWrites() - writes).isBetween(ACTED_UPON / 2, 4 * ACTED_UPON);

            hours.run(Duration.ofSeconds(6));

            assertThat(hours.world().tags()).containsEntry("edited-by", "edit-" + EDITS);
        }
    }

    private static int calls(TroubledHours hours) {
        return hours.world().aws().journal().all().size();
    }

    private static EncryptedKinesisStreamSpec taggedWith(String value) {
        return new EncryptedKinesisStreamSpec(
                World.STREAM,
                null,
                null,
                1,
                null,
                null,
                null,
                new KeySelector("alias/first", null),
                null,
                null,
                null,
                null,
                Map.of("edited-by", value),
                null,
                null,
                "CreateOnly",
                null,
                null);
    }
}
