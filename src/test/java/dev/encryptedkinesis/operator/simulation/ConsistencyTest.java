package dev.encryptedkinesis.operator.simulation;

import static dev.encryptedkinesis.operator.simulation.Account.expectError;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.model.KmsNotFoundException;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;

class ConsistencyTest {
    private static final Duration LONGEST_LAG = Duration.ofSeconds(3);

    private final VirtualClock clock = VirtualClock.create();
    private final Account account = new Account(
            clock, Account.plain(clock).consistency(Consistency.EVENTUAL).build());

    @Test
    void aStreamJustCreatedIsSometimesNotFoundYetButItsNameIsTaken() {
        account.create("orders", 1);

        assertThat(answers(15)).containsExactlyInAnyOrder("CREATING", "not found");
        expectError("ResourceInUseException", () -> account.create("orders", 1));
    }

    @Test
    void afterThreeSecondsEveryAnswerIsFresh() {
        account.create("orders", 1);
        clock.advance(LONGEST_LAG);

        assertThat(answers(15)).containsExactly("CREATING");
    }

    @Test
    void tagsMayBeReadAsTheyWereBefore() {
        account.create("orders", 1);
        clock.advance(Duration.ofMinutes(1));
        account.aws()
                .kinesis()
                .addTagsToStream(request -> request.streamName("orders").tags(Map.of("team", "shop")));

        List<Integer> counts =
                IntStream.range(0, 5).map(call -> tagCount()).boxed().toList();

        assertThat(counts).contains(0, 1);
        clock.advance(LONGEST_LAG);
        assertThat(tagCount()).isEqualTo(1);
    }

    @Test
    void kinesisMayNotKnowANewKeyYet() {
        List<String> names = List.of("orders", "payments", "returns", "refunds");
        names.forEach(name -> account.create(name, 1));
        clock.advance(Duration.ofMinutes(1));
        String key = account.aws().kms().createKey().keyMetadata().arn();

        Set<String> outcomes = new TreeSet<>();
        names.forEach(name -> {
            try {
                account.encrypt(name, key);
                outcomes.add("started");
            } catch (KmsNotFoundException e) {
                outcomes.add("not found");
            }
        });

        assertThat(outcomes).containsExactly("not found", "started");
        clock.advance(Duration.ofMinutes(1));
        assertThatCode(() -> names.forEach(name -> account.encrypt(name, key))).doesNotThrowAnyException();
    }

    @Test
    void strongConsistencyAnswersFromNow() {
        Account strong = Account.plain();
        strong.create("orders", 1);

        assertThatCode(() -> IntStream.range(0, 20).forEach(call -> strong.describe("orders")))
                .doesNotThrowAnyException();
    }

    private int tagCount() {
        return account.aws()
                .kinesis()
                .listTagsForStream(request -> request.streamName("orders"))
                .tags()
                .size();
    }

    private Set<String> answers(int calls) {
        Set<String> answers = new TreeSet<>();
        for (int call = 0; call < calls; call++) {
            try {
                answers.add(account.describe("orders").streamStatusAsString());
            } catch (ResourceNotFoundException e) {
                answers.add("not found");
            }
        }
        return answers;
    }
}
