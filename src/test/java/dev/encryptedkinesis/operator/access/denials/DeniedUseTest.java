package dev.encryptedkinesis.operator.access.denials;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DeniedUseTest {

    private static final String ORDERS = "arn:aws:kinesis:eu-west-1:123456789012:stream/orders";
    private static final String OTHER = "arn:aws:kinesis:eu-west-1:123456789012:stream/other";
    private static final String KEY = "arn:aws:kms:eu-west-1:123456789012:key/one";
    private static final String API = "arn:aws:iam::123456789012:role/api";
    private static final String BILLING = "arn:aws:iam::123456789012:role/billing";
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void countsByPrincipalOperationAndKey() {
        List<Denial> all = List.of(
                denial("3", 30, API, "GenerateDataKey", Optional.of(ORDERS)),
                denial("1", 10, API, "GenerateDataKey", Optional.of(ORDERS)),
                denial("2", 20, API, "Decrypt", Optional.of(ORDERS)),
                denial("4", 40, BILLING, "Decrypt", Optional.of(ORDERS)),
                denial("5", 50, API, "Decrypt", Optional.of(OTHER)));

        assertThat(DeniedUse.of(all, ORDERS, Set.of()))
                .containsExactly(
                        use(API, "Decrypt", 1, 20, 20, "2"),
                        use(API, "GenerateDataKey", 2, 10, 30, "3"),
                        use(BILLING, "Decrypt", 1, 40, 40, "4"));
    }

    @Test
    void aDenialThatNamesNoStreamIsOfTheOnlyOneThatUsesTheKey() {
        List<Denial> all = List.of(denial("1", 0, API, "Decrypt", Optional.empty()));

        assertThat(DeniedUse.of(all, ORDERS, Set.of(KEY))).hasSize(1);
        assertThat(DeniedUse.of(all, ORDERS, Set.of())).isEmpty();
    }

    @Test
    void aDenialThatNamesAnotherStreamIsOfThatOneWhoeverUsesTheKey() {
        List<Denial> all = List.of(denial("1", 0, API, "Decrypt", Optional.of(OTHER)));

        assertThat(DeniedUse.of(all, ORDERS, Set.of(KEY))).isEmpty();
    }

    private static Denial denial(String id, int second, String principal, String operation, Optional<String> stream) {
        return new Denial(
                id,
                NOON.plusSeconds(second),
                principal,
                operation,
                stream,
                Optional.of(KEY),
                Optional.of("because of " + id));
    }

    private static DeniedUse use(String principal, String operation, int times, int first, int last, String latest) {
        return new DeniedUse(
                principal,
                operation,
                Optional.of(KEY),
                times,
                NOON.plusSeconds(first),
                NOON.plusSeconds(last),
                Optional.of("because of " + latest));
    }
}
