package dev.encryptedkinesis.operator.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.encryptedkinesis.operator.access.DeclaredAccess.Party;
import dev.encryptedkinesis.operator.access.PrincipalVerdict.Denied;
import dev.encryptedkinesis.operator.access.PrincipalVerdict.DeniedBy;
import dev.encryptedkinesis.operator.access.PrincipalVerdict.NotVerifiable;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PrincipalVerdictTest {

    private static final Party PARTY = new Party("arn:aws:iam::123456789012:role/api", Use.PRODUCER);

    @Test
    void anExplanationHasAnEnd() {
        String longest = "k".repeat(1024);
        String longer = "k".repeat(60_000);

        assertThat(new NotVerifiable(PARTY, longest).explanation()).isEqualTo(longest);
        assertThat(new NotVerifiable(PARTY, longer).explanation()).isEqualTo("k".repeat(1023) + "…");
        assertThat(new Denied(PARTY, DeniedBy.KEY_POLICY, longer, Optional.empty()).explanation())
                .isEqualTo("k".repeat(1023) + "…");
    }
}
