package dev.encryptedkinesis.operator.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.encryptedkinesis.operator.stream.Actor.Session;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.Tag;

class RoleCredentialsTest {

    private static final String ROLE = "arn:aws:iam::444455556666:role/tenants/shop";

    @Test
    void theSessionSaysForWhomItIs() {
        AssumeRoleRequest request =
                RoleCredentials.request(new Session(ROLE, Optional.of("shop-1"), "prod-1", "tenants", "shop"));

        assertThat(request.roleArn()).isEqualTo(ROLE);
        assertThat(request.externalId()).isEqualTo("shop-1");
        assertThat(request.roleSessionName()).isEqualTo("ekstream-shop");
        assertThat(tags(request))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "encryptedkinesis.dev/cluster", "prod-1",
                        "encryptedkinesis.dev/identity", "tenants",
                        "encryptedkinesis.dev/namespace", "shop"));
    }

    @Test
    void aSessionForAllNamespacesNamesNone() {
        AssumeRoleRequest request =
                RoleCredentials.request(new Session(ROLE, Optional.empty(), "prod-1", "tenants", ""));

        assertThat(request.externalId()).isNull();
        assertThat(request.roleSessionName()).isEqualTo("ekstream-tenants");
        assertThat(tags(request)).doesNotContainKey("encryptedkinesis.dev/namespace");
    }

    /** STS would refuse the whole request. */
    @ParameterizedTest
    @ValueSource(strings = {"a;b\"c\n{}", "*", "a", "\u0000", "x\uD83D\uDE00"})
    void whatStsDoesNotTakeIsReplaced(String hostile) {
        String value = hostile.repeat(300);

        AssumeRoleRequest request = RoleCredentials.request(new Session(ROLE, Optional.empty(), value, value, value));

        assertThat(request.roleSessionName()).matches("[a-zA-Z0-9_+=,.@-]{2,64}");
        assertThat(tags(request).values())
                .allSatisfy(tag -> assertThat(tag).matches("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]{1,256}"));
    }

    private static Map<String, String> tags(AssumeRoleRequest request) {
        return request.tags().stream().collect(Collectors.toMap(Tag::key, Tag::value));
    }
}
