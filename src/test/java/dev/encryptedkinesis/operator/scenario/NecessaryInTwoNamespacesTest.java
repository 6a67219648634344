package dev.encryptedkinesis.operator.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import dev.encryptedkinesis.operator.cluster.Account;
import dev.encryptedkinesis.operator.ops.Features.AwsIdentities;
import dev.encryptedkinesis.operator.reconcile.KeyReferenceKind;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the chart permits for a list of namespaces, of which one has features that the other has not. */
@Tag("cluster")
class NecessaryInTwoNamespacesTest extends NecessaryPermissions {

    private String other;

    @Override
    ChartPermissions rendering() {
        return ChartPermissions.TWO_NAMESPACES;
    }

    @Override
    Account account() {
        return rendering().account(features(), namespace(), Map.of("team-a", namespace(), "team-b", other()));
    }

    @Override
    Set<String> watched() {
        return Set.of(namespace(), other());
    }

    @Override
    Optional<String> clusterId() {
        return Optional.of("prod-1");
    }

    @Override
    Set<KeyReferenceKind> keyReferenceKinds() {
        return Set.of(KeyReferenceKind.values());
    }

    @Override
    AwsIdentities awsIdentities() {
        return AwsIdentities.IGNORED;
    }

    @Override
    boolean writesBindingSecrets() {
        return true;
    }

    @Override
    boolean writesPolicyConfigMaps() {
        return true;
    }

    /** Made when it is first asked for, before the operator starts. */
    private String other() {
        if (other == null) {
            other = cluster().newNamespace();
        }
        return other;
    }

    /** Streams of their own, which go with their objects. */
    private void copies(String inNamespace, String... names) {
        for (String name : names) {
            EncryptedKinesisStream copy = object(name).get();
            copy.setMetadata(new ObjectMetaBuilder()
                    .withNamespace(inNamespace)
                    .withName(name + "-of-" + inNamespace)
                    .build());
            copy.setStatus(null);
            kubernetes().resource(copy).create();
        }
    }

    @Test
    void eachPermissionIsUsedAndNothingIsAskedOfAnotherNamespace() {
        aStreamComesAndGoes();
        keysOfOtherObjects();
        whatIsWrittenBesideTheStream();
        String third = cluster().newNamespace();
        copies(third, "by-config-map", "by-ack");
        copies(other(), "by-config-map", "by-ack", "by-crossplane", "with-all");

        assertEachPermissionIsUsed();
        assertThat(askedIn(third)).isEmpty();
    }
}
