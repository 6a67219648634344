package dev.encryptedkinesis.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.encryptedkinesis.operator.api.ConditionType;
import dev.encryptedkinesis.operator.api.Reason;
import org.junit.jupiter.api.Test;

class JudgementTest {

    @Test
    void aMessageFitsIntoAnEvent() {
        String fits = "a".repeat(1024);

        assertThat(judgement(fits).message()).isEqualTo(fits);
        assertThat(judgement(fits + "a").message()).isEqualTo("a".repeat(1023) + "…");
    }

    private static Judgement judgement(String message) {
        return new Judgement(ConditionType.Ready, Judgement.Truth.False, Reason.Different, message);
    }
}
