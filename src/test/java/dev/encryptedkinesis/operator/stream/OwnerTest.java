package dev.encryptedkinesis.operator.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OwnerTest {

    private static final Owner OWNER = Situation.OWNER;

    /** People's scripts read these, and streams of years ago carry them. */
    @Test
    void theTagsAreFixed() {
        assertThat(OWNER.tags())
                .containsExactly(
                        Map.entry("encryptedkinesis.dev/cluster", "cluster-1"),
                        Map.entry("encryptedkinesis.dev/namespace", "shop"),
                        Map.entry("encryptedkinesis.dev/name", "orders"),
                        Map.entry("encryptedkinesis.dev/uid", "uid-1"));
    }

    @Test
    void isReadFromItsTags() {
        assertThat(Owner.of(OWNER.tags())).contains(OWNER);
        assertThat(Owner.of(Map.of())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cluster", "namespace", "name"})
    void isNobodyIfATagIsMissing(String missing) {
        Map<String, String> tags = new HashMap<>(OWNER.tags());
        tags.remove(Owner.TAG_PREFIX + missing);

        assertThat(Owner.of(tags)).isEmpty();
    }

    @Test
    void isReadWithoutAUid() {
        Map<String, String> tags = new HashMap<>(OWNER.tags());
        tags.remove(Owner.TAG_PREFIX + "uid");

        assertThat(Owner.of(tags)).contains(new Owner("cluster-1", "shop", "orders", ""));
    }

    @ParameterizedTest(name = "{0} {1}/{2} {3}: same {4}")
    @CsvSource({
        "cluster-1, shop, orders, uid-1, true",
        "cluster-1, shop, orders, uid-of-its-successor, true",
        "cluster-1, shop, other, uid-1, false",
        "cluster-1, other, orders, uid-1, false",
        "cluster-2, shop, orders, uid-1, false",
        "cluster-1, shop, ORDERS, uid-1, false",
        "cluster-1, '', orders, uid-1, false"
    })
    void isTheSameByClusterNamespaceAndName(String cluster, String namespace, String name, String uid, boolean same) {
        assertThat(OWNER.isSameObjectAs(new Owner(cluster, namespace, name, uid)))
                .isEqualTo(same);
    }

    @Test
    void isWrittenAsKubectlUsersWriteIt() {
        assertThat(OWNER.namespacedName()).isEqualTo("shop/orders");
    }
}
