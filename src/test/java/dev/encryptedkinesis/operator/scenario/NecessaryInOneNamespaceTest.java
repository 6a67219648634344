package dev.encryptedkinesis.operator.scenario;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the chart permits for one namespace, with every feature off. */
@Tag("cluster")
class NecessaryInOneNamespaceTest extends NecessaryPermissions {

    @Override
    ChartPermissions rendering() {
        return ChartPermissions.ONE_NAMESPACE;
    }

    @Test
    void eachPermissionIsUsed() {
        aStreamComesAndGoes();

        assertEachPermissionIsUsed();
    }
}
