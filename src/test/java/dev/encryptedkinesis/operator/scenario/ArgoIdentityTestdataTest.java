package dev.encryptedkinesis.operator.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.encryptedkinesis.operator.api.AwsIdentity;
import dev.encryptedkinesis.operator.api.ConditionType;
import dev.encryptedkinesis.operator.api.Reason;
import dev.encryptedkinesis.operator.cluster.Edit;
import dev.encryptedkinesis.operator.cluster.MockCluster;
import dev.encryptedkinesis.operator.cluster.TestCluster;
import dev.encryptedkinesis.operator.gitops.ArgoHealth;
import dev.encryptedkinesis.operator.gitops.ArgoHealth.Status;
import dev.encryptedkinesis.operator.gitops.ArgoTestdata;
import dev.encryptedkinesis.operator.gitops.GitOpsJudge;
import dev.encryptedkinesis.operator.gitops.StoredVersions;
import dev.encryptedkinesis.operator.simulation.Operation;
import dev.encryptedkinesis.operator.tenancy.Identities;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/**
 * The same as {@link ArgoTestdataTest}, of identities; and whatever is stored of one is such as tools that deploy from Git
 * can read. {@code mvn -q -B -ntp test -Dtest=ArgoIdentityTestdataTest -Dtestdata=write} writes the files anew.
 */
class ArgoIdentityTestdataTest extends OperatorScenario {

    private static final String NAME = "tenant-shop";
    private static final String ROLE = "arn:aws:iam::123456789012:role/shop-streams";

    private final ArgoTestdata testdata = ArgoTestdata.of(ArgoHealth.IDENTITIES);
    private final GitOpsJudge judge = new GitOpsJudge(ArgoHealth.in(ArgoHealth.IDENTITIES));

    @Override
    protected TestCluster start() {
        return MockCluster.start();
    }

    @Test
    void theTestdataIsWhatTheOperatorWrites() {
        // Else two would select the namespace.
        kubernetes().resource(identity()).delete();
        // An operator of some namespaces says nothing of identities that serve none of them.
        Edit.of(kubernetes().namespaces().withName(namespace()), namespace -> {
            namespace.getMetadata().getLabels().put("team", "shop");
            return namespace;
        });
        try (StoredVersions identities = new StoredVersions(kubernetes(), AwsIdentity.class, namespace())) {
            become("");
            record(
                    identities,
                    "progressing_noStatus",
                    Status.PROGRESSING,
                    version -> version.at("/status").isMissingNode());
            recordFirst(identities, "healthy", Status.HEALTHY, Reason.IdentityUsable);

            become(", roleARN: '%s'".formatted(ROLE));
            recordFirst(identities, "degraded_credentialsUnusable", Status.DEGRADED, Reason.CredentialsUnusable);

            become(", allowedKeyARNs: [alias/orders]");
            recordFirst(identities, "degraded_identityInvalid", Status.DEGRADED, Reason.IdentityInvalid);

            theSpecIsChangedWhileNobodyLooks(identities);
            awsIsSilent(identities);

            assertThat(identities.all())
                    .filteredOn(ArgoIdentityTestdataTest::isOurs)
                    .hasSizeGreaterThan(5)
                    .allSatisfy(version -> assertThat(judge.complaints(version))
                            .as(version.toString())
                            .isEmpty());
            assertThat(testdata.differences()).isEmpty();
        }
    }

    private void theSpecIsChangedWhileNobodyLooks(StoredVersions identities) {
        stopOperator();
        become("");
        record(
                identities,
                "progressing_staleGeneration",
                Status.PROGRESSING,
                version -> version.at("/metadata/generation").asInt() == 4);
    }

    private void awsIsSilent(StoredVersions identities) {
        aws().faults().on(Operation.GET_CALLER_IDENTITY).always().fails("ServiceUnavailable", 503);
        startOperator();
        recordFirst(identities, "progressing_awsUnreachable", Status.PROGRESSING, Reason.AwsUnreachable);
        aws().faults().clear();
    }

    /** @param said beside the selector, in YAML, on one line; may be nothing */
    private void become(String said) {
        AwsIdentity wanted = Identities.named(NAME, "{namespaceSelector: {matchLabels: {team: shop}}" + said + "}");
        if (kubernetes().resources(AwsIdentity.class).withName(NAME).get() == null) {
            kubernetes().resource(wanted).create();
        } else {
            Edit.of(kubernetes().resources(AwsIdentity.class).withName(NAME), identity -> {
                identity.setSpec(wanted.getSpec());
                return identity;
            });
        }
    }

    private void recordFirst(StoredVersions identities, String file, Status expected, Reason reason) {
        record(
                identities,
                file,
                expected,
                version -> GitOpsJudge.reason(version, ConditionType.Ready.name())
                        .filter(reason.name()::equals)
                        .isPresent());
    }

    private void record(StoredVersions identities, String file, Status expected, Predicate<JsonNode> what) {
        testdata.add(file, expected, identities.first(version -> isOurs(version) && what.test(version)));
    }

    private static boolean isOurs(JsonNode version) {
        return version.at("/metadata/name").asText().equals(NAME);
    }
}
