package dev.encryptedkinesis.operator.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.encryptedkinesis.operator.stream.Observation.Claims;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OwnershipTest {

    private static final Owner SELF = Situation.OWNER;
    private static final Owner SIBLING = new Owner("cluster-1", "shop", "sibling", "uid-2");
    private static final Owner STRANGER = new Owner("cluster-2", "shop", "orders", "uid-1");
    private static final Claims OLDER = new Claims(Optional.of(SIBLING), List.of());
    private static final Claims YOUNGER = new Claims(Optional.empty(), List.of(SIBLING));

    static Stream<Arguments> whose() {
        return Stream.of(
                arguments("our tags", SELF.tags(), Claims.NONE, new Ownership.Ours(), false),
                arguments("our tags among others", among(SELF.tags()), Claims.NONE, new Ownership.Ours(), false),
                arguments(
                        "our tags of an earlier life",
                        new Owner("cluster-1", "shop", "orders", "uid-0").tags(),
                        Claims.NONE,
                        new Ownership.Ours(),
                        false),
                arguments("no tags", Map.of(), Claims.NONE, new Ownership.Nobodys(), true),
                arguments("others' tags", among(Map.of()), Claims.NONE, new Ownership.Nobodys(), true),
                arguments(
                        "our uid and nothing else",
                        Map.of(Owner.TAG_PREFIX + "uid", "uid-1"),
                        Claims.NONE,
                        new Ownership.Nobodys(),
                        true),
                arguments(
                        "our cluster and nothing else",
                        Map.of(Owner.TAG_PREFIX + "cluster", "cluster-1"),
                        Claims.NONE,
                        new Ownership.Nobodys(),
                        true),
                arguments("a sibling's tags", SIBLING.tags(), Claims.NONE, new Ownership.LeftBehind(SIBLING), true),
                arguments("a younger sibling's tags", SIBLING.tags(), YOUNGER, new Ownership.Ours(), false),
                arguments(
                        "our uid with a sibling's name",
                        new Owner("cluster-1", "shop", "sibling", "uid-1").tags(),
                        Claims.NONE,
                        new Ownership.LeftBehind(new Owner("cluster-1", "shop", "sibling", "uid-1")),
                        true),
                arguments("a stranger's tags", STRANGER.tags(), Claims.NONE, new Ownership.Foreign(STRANGER), false),
                arguments(
                        "a stranger's tags, a younger one wants it",
                        STRANGER.tags(),
                        YOUNGER,
                        new Ownership.Foreign(STRANGER),
                        false),
                arguments(
                        "our tags, an older one wants it",
                        SELF.tags(),
                        OLDER,
                        new Ownership.WantedByOlder(SIBLING),
                        false),
                arguments(
                        "no tags, an older one wants it",
                        Map.of(),
                        OLDER,
                        new Ownership.WantedByOlder(SIBLING),
                        false));
    }

    @ParameterizedTest(name = "{0}: {3}")
    @MethodSource
    void whose(String name, Map<String, String> tags, Claims claims, Ownership expected, boolean mayBeAdopted) {
        Ownership ownership = Ownership.of(tags, SELF, claims);

        assertThat(ownership).isEqualTo(expected);
        assertThat(ownership.mayBeAdopted()).isEqualTo(mayBeAdopted);
    }

    private static Map<String, String> among(Map<String, String> tags) {
        Map<String, String> all = new HashMap<>(tags);
        all.put("cost-center", "7");
        all.put("encryptedkinesis.dev.example.com/cluster", "cluster-2");
        return all;
    }
}
