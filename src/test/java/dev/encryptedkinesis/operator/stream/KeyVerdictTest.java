package dev.encryptedkinesis.operator.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.encryptedkinesis.operator.stream.Failure.Kind;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class KeyVerdictTest {

    /** The states of a key, as the API reference of KMS names them. */
    @ParameterizedTest
    @CsvSource({
        "Enabled, USABLE",
        "Updating, USABLE",
        "Disabled, DISABLED",
        "PendingDeletion, PENDING_DELETION",
        "PendingReplicaDeletion, PENDING_DELETION",
        "Creating, UNAVAILABLE",
        "PendingImport, UNAVAILABLE",
        "Unavailable, UNAVAILABLE",
        "SomethingNew, UNAVAILABLE"
    })
    void ofAKeysState(String state, KeyVerdict expected) {
        assertThat(KeyVerdict.of(KeyAnswers.inState(KeyAnswers.KEY, state))).isEqualTo(expected);
    }

    @Test
    void whatCanNeverBeMendedIsNamedFirst() {
        KeyFacts disabledAndAsymmetric = new KeyFacts(
                KeyAnswers.KEY,
                KeyFacts.Manager.CUSTOMER,
                "Disabled",
                KeyFacts.Purpose.OTHER,
                KeyFacts.Store.KMS,
                Optional.empty());

        assertThat(KeyVerdict.of(new KeyLookup.Found(disabledAndAsymmetric))).isEqualTo(KeyVerdict.NOT_SYMMETRIC);
    }

    @ParameterizedTest
    @CsvSource({
        "KEY_NOT_FOUND, NOT_FOUND",
        "NOT_FOUND, NOT_FOUND",
        "MISCONFIGURED, NOT_FOUND",
        "KEY_ACCESS_DENIED, ACCESS_DENIED",
        "DENIED, ACCESS_DENIED",
        "KEY_DISABLED, DISABLED",
        "KEY_IN_INVALID_STATE, UNAVAILABLE"
    })
    void ofARefusal(Kind kind, KeyVerdict expected) {
        assertThat(KeyVerdict.of(KeyAnswers.failed(kind, "No"))).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "TRANSIENT",
                "THROTTLED",
                "BUSY",
                "CREATION_SLOTS_TAKEN",
                "CREDENTIALS_UNUSABLE",
                "QUOTA_REACHED",
                "ALREADY_EXISTS",
                "AMBIGUOUS"
            })
    void whatSaysNothingOfTheKeyLeavesItOpen(Kind kind) {
        assertThat(KeyVerdict.of(KeyAnswers.failed(kind, "No"))).isEqualTo(KeyVerdict.UNDETERMINED);
    }

    @Test
    void ofWhatWasNotAsked() {
        assertThat(KeyVerdict.of(new KeyLookup.NotAsked())).isEqualTo(KeyVerdict.UNDETERMINED);
        assertThat(KeyVerdict.of(KeyAnswers.inOtherRegion())).isEqualTo(KeyVerdict.IN_OTHER_REGION);
    }

    @Test
    void everyVerdictHasACause() {
        Set<KeyVerdict> reached = Arrays.stream(KeyVerdict.values())
                .map(KeyAnswers::leadingTo)
                .map(KeyVerdict::of)
                .collect(Collectors.toSet());

        assertThat(reached).containsExactlyInAnyOrder(KeyVerdict.values());
    }
}
