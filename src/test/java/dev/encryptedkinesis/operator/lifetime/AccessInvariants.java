package dev.encryptedkinesis.operator.lifetime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.encryptedkinesis.operator.access.GrantOrder;
import dev.encryptedkinesis.operator.api.AccessSpec;
import dev.encryptedkinesis.operator.api.AccessStatus;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import dev.encryptedkinesis.operator.stream.Owner;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.kms.model.GrantListEntry;

/** What must be so of the grants that are given for streams. */
final class AccessInvariants {

    private static final String OURS = "encryptedkinesis/";

    private final World world;
    private final VirtualCluster cluster;

    AccessInvariants(World world, VirtualCluster cluster) {
        this.world = world;
        this.cluster = cluster;
    }

    /** However a process ended: a grant that no status knows of would never be taken back. */
    void check() {
        for (String key : world.keys()) {
            if (grants(key).anyMatch(AccessInvariants::isOurs)) {
                assertThat(cluster.all().stream().map(AccessInvariants::grantKeys))
                        .as("some object looks after the grants on %s", key)
                        .anyMatch(keys -> keys.contains(key));
            }
        }
    }

    /** Once all came to rest. */
    void checkEnd() {
        world.keys().forEach(world.aws().console().access()::settleGrants);
        check();
        assertThat(grants(world.firstKey()).filter(grant -> !isOurs(grant)))
                .as("what others have given stays")
                .hasSize(1);
    }

    /** In the end, of an object that is Ready. */
    void checkReady(EncryptedKinesisStream object) {
        String key = object.getStatus().encryption().keyARN();
        Optional<AccessSpec> granting =
                Optional.ofNullable(object.getSpec().access()).filter(access -> "Grant".equals(access.mode()));
        List<String> wanted = granting.stream()
                .filter(access -> world.keys().contains(key))
                .flatMap(access -> Stream.concat(
                        Stream.ofNullable(access.producers())
                                .flatMap(List::stream)
                                .map(arn -> arn + " GenerateDataKey"),
                        Stream.ofNullable(access.consumers())
                                .flatMap(List::stream)
                                .map(arn -> arn + " Decrypt")))
                .toList();
        boolean mayOnlyObserve = "ObserveOnly".equals(object.getSpec().managementPolicy());
        if (!mayOnlyObserve) {
            assertThat(world.keys().stream()
                            .filter(key::equals)
                            .flatMap(this::grants)
                            .filter(grant -> grant.name() != null && GrantOrder.isOf(owner(object), grant.name()))
                            .map(grant ->
                                    grant.granteePrincipal() + " " + String.join(",", grant.operationsAsStrings())))
                    .as("its grants on the present key: %s", object.getStatus())
                    .containsExactlyInAnyOrderElementsOf(wanted);
        }
    }

    private static Owner owner(EncryptedKinesisStream object) {
        ObjectMeta metadata = object.getMetadata();
        return new Owner(Lifetime.CLUSTER_ID, metadata.getNamespace(), metadata.getName(), metadata.getUid());
    }

    private Stream<GrantListEntry> grants(String key) {
        return world.aws().console().kms().listGrants(request -> request.keyId(key)).grants().stream();
    }

    private static boolean isOurs(GrantListEntry grant) {
        return grant.name() != null && grant.name().startsWith(OURS);
    }

    private static List<String> grantKeys(EncryptedKinesisStream object) {
        return Optional.ofNullable(object.getStatus())
                .flatMap(status -> Optional.ofNullable(status.access()))
                .map(AccessStatus::grantKeys)
                .orElse(List.of());
    }
}
