package dev.encryptedkinesis.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KeyUsersTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final KeyUsers users = new KeyUsers();
    private Instant now = Instant.EPOCH;

    @Test
    void knowsNothingUntilEveryStreamHasBeenLookedAt() {
        lookedAtFor(14);
        assertThat(users.ownKeys("orders", now)).isEmpty();

        lookedAtFor(2);
        assertThat(users.ownKeys("orders", now)).containsExactly("own");
        assertThat(users.ownKeys("other", now)).isEmpty();
        assertThat(users.ownKeys("nobody has looked at", now)).isEmpty();
    }

    @Test
    void aStreamThatIsGoneUsesNoKey() {
        lookedAtFor(20);
        for (int minute = 0; minute < 20; minute++) {
            now = now.plus(MINUTE);
            users.seen("orders", Set.of("own", "shared"), now);
        }

        assertThat(users.ownKeys("orders", now)).containsExactlyInAnyOrder("own", "shared");
    }

    private void lookedAtFor(int minutes) {
        for (int minute = 0; minute < minutes; minute++) {
            now = now.plus(MINUTE);
            users.seen("orders", Set.of("own", "shared"), now);
            users.seen("other", Set.of("shared"), now);
        }
    }
}
