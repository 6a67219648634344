package dev.encryptedkinesis.operator.scenario;

import dev.encryptedkinesis.operator.reconcile.KeyReferenceKind;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the chart permits in the whole cluster. */
@Tag("cluster")
class NecessaryInWholeClusterTest extends NecessaryPermissions {

    @Override
    ChartPermissions rendering() {
        return ChartPermissions.WHOLE_CLUSTER;
    }

    @Override
    Set<String> watched() {
        return Set.of();
    }

    @Override
    Set<KeyReferenceKind> keyReferenceKinds() {
        return Set.of(KeyReferenceKind.values());
    }

    @Override
    boolean writesBindingSecrets() {
        return true;
    }

    @Override
    boolean writesPolicyConfigMaps() {
        return true;
    }

    @Test
    void eachPermissionIsUsed() {
        aStreamComesAndGoes();
        keysOfOtherObjects();
        whatIsWrittenBesideTheStream();

        assertEachPermissionIsUsed();
    }
}
