package dev.encryptedkinesis.operator.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.encryptedkinesis.operator.api.Reason;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the operator says in the cases in which {@link AdmissionPolicyTest} asks an API server for the same. */
class RequestCasesTest {

    static List<RequestCase> cases() {
        return RequestCase.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theOperatorSays(RequestCase asked) {
        assertThat(asked.in("shop")
                        .refusal()
                        .map(Refusal::reason)
                        .map(Reason::name)
                        .orElse(RequestCase.ALLOWED))
                .isEqualTo(asked.says());
    }

    @Test
    void thereAreCasesOfEveryReason() {
        assertThat(cases().stream().map(RequestCase::says))
                .containsAll(Stream.of(
                                Reason.RegionNotAllowed,
                                Reason.StreamNameNotAllowed,
                                Reason.DeletionPolicyNotAllowed,
                                Reason.KeyNotAllowed,
                                Reason.NoIdentity,
                                Reason.AmbiguousIdentity)
                        .map(Reason::name)
                        .toList());
        assertThat(cases().stream().map(RequestCase::name)).doesNotHaveDuplicates();
    }
}
