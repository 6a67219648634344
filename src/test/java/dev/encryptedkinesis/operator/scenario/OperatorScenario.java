package dev.encryptedkinesis.operator.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.encryptedkinesis.operator.api.ApiGroup;
import dev.encryptedkinesis.operator.api.AwsIdentity;
import dev.encryptedkinesis.operator.api.ConditionType;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStreamStatus;
import dev.encryptedkinesis.operator.api.Reason;
import dev.encryptedkinesis.operator.aws.budget.CallBudgets;
import dev.encryptedkinesis.operator.cluster.ClusterScenario;
import dev.encryptedkinesis.operator.cluster.Edit;
import dev.encryptedkinesis.operator.gitops.ArgoHealth;
import dev.encryptedkinesis.operator.gitops.GitOpsJudge;
import dev.encryptedkinesis.operator.gitops.Kstatus;
import dev.encryptedkinesis.operator.gitops.StoredVersions;
import dev.encryptedkinesis.operator.metrics.Build;
import dev.encryptedkinesis.operator.metrics.OperatorMetrics;
import dev.encryptedkinesis.operator.ops.Features;
import dev.encryptedkinesis.operator.ops.Features.AwsIdentities;
import dev.encryptedkinesis.operator.ops.Settings;
import dev.encryptedkinesis.operator.ops.StreamOperator;
import dev.encryptedkinesis.operator.push.QueueUrl;
import dev.encryptedkinesis.operator.reconcile.KeyReferenceKind;
import dev.encryptedkinesis.operator.reconcile.Pace;
import dev.encryptedkinesis.operator.simulation.AcceleratedClock;
import dev.encryptedkinesis.operator.simulation.Delays;
import dev.encryptedkinesis.operator.simulation.JournalEntry;
import dev.encryptedkinesis.operator.simulation.Operation;
import dev.encryptedkinesis.operator.simulation.Quotas;
import dev.encryptedkinesis.operator.simulation.SimulatedAws;
import dev.encryptedkinesis.operator.status.ConditionList;
import dev.encryptedkinesis.operator.tenancy.Identities;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.javaoperatorsdk.operator.Operator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.model.KmsAccessDeniedException;

/**
 * The whole operator, elected as it is when deployed, between an API server and a simulated AWS whose clock runs fast.
 * On a real API server it is the chart's service account, with the chart's permissions; the tests' own hands are an
 * administrator's. Given YAML and a world, expect a status. Whatever is stored of an object on the way must be such as tools that deploy
 * from Git can read ({@link GitOpsJudge}).
 */
abstract class OperatorScenario extends ClusterScenario {

    /** Fast enough that two minutes of waiting for a human are two seconds. */
    private static final int FACTOR = 60;

    static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final GitOpsJudge JUDGE = new GitOpsJudge(ArgoHealth.in(ArgoHealth.STREAMS));

    private KubernetesClient client;
    private String namespace;
    private StoredVersions versions;
    private SimulatedAws aws;
    private Clock clock;
    private Operator operator;
    private OperatorMetrics metrics;

    @BeforeEach
    void begin() {
        client = cluster().client();
        namespace = newNamespace();
        client.resource(identity()).create();
        versions = new StoredVersions(client, EncryptedKinesisStream.class, namespace);
        clock = new AcceleratedClock(Clock.systemUTC(), FACTOR);
        aws = SimulatedAws.builder(clock)
                .delays(Delays.fixed(Duration.ofSeconds(10)))
                .quotas(Quotas.of("eu-west-1").withMinimumCommitted())
                .build();
        startOperator();
    }

    @AfterEach
    void end() {
        stopOperator();
        List<JsonNode> stored = versions.all();
        versions.close();
        client.resources(AwsIdentity.class)
                .withName(identity().getMetadata().getName())
                .delete();
        client.close();
        assertThat(stored.stream()
                        .flatMap(version ->
                                JUDGE.complaints(version).stream().map(complaint -> complaint + ": " + version)))
                .isEmpty();
        assertRefusals(cluster().forbidden());
    }

    /** @param refused what the API server has refused the operator in the tests of this class so far */
    void assertRefusals(List<String> refused) {
        assertThat(refused)
                .as("what the operator was refused by the API server")
                .isEmpty();
    }

    String newNamespace() {
        return cluster().newNamespace();
    }

    final void startOperator() {
        Settings settings =
                new Settings("scenario", Optional.of(namespace), clusterId(), watched(), 8080, 50, features());
        metrics = new OperatorMetrics(Build.THIS, clock);
        CallBudgets budgets = SimulatedClients.budgets(clock);
        metrics.watch(budgets);
        operator = StreamOperator.create(
                new StreamOperator.World(
                        operatorClient(),
                        SimulatedClients.of(aws, clock, metrics.awsCalls(), budgets),
                        "eu-west-1",
                        clock),
                settings,
                pace(FACTOR),
                metrics);
        operator.start();
    }

    Pace pace(int factor) {
        return new AcceleratedPace(new Random(1), factor);
    }

    /** Where the operator looks for objects. */
    Set<String> watched() {
        return Set.of(namespace);
    }

    /** Empty: it is kube-system's uid. */
    Optional<String> clusterId() {
        return Optional.empty();
    }

    /** Of what kinds other objects may name keys. */
    Set<KeyReferenceKind> keyReferenceKinds() {
        return Set.of();
    }

    boolean writesBindingSecrets() {
        return false;
    }

    boolean writesPolicyConfigMaps() {
        return false;
    }

    Optional<QueueUrl> eventsQueue() {
        return Optional.empty();
    }

    AwsIdentities awsIdentities() {
        return AwsIdentities.REQUIRED;
    }

    /** Who serves the namespace. Other tests, in other namespaces of the same cluster, have their own. */
    AwsIdentity identity() {
        return Identities.ofEverything(namespace, Identities.namespace(namespace));
    }

    /** What the operator reaches the API server with: it may do what the chart permits for these features, and no more. */
    KubernetesClient operatorClient() {
        return cluster().clientOf(ChartPermissions.WHOLE_CLUSTER.account(features(), namespace));
    }

    final Features features() {
        return new Features(
                keyReferenceKinds(), writesBindingSecrets(), writesPolicyConfigMaps(), awsIdentities(), eventsQueue());
    }

    final void stopOperator() {
        operator.stop();
    }

    final Clock clock() {
        return clock;
    }

    final OperatorMetrics operatorMetrics() {
        return metrics;
    }

    final SimulatedAws aws() {
        return aws;
    }

    final KubernetesClient kubernetes() {
        return client;
    }

    final String namespace() {
        return namespace;
    }

    /** Lets AWS's time go on by so much. */
    final void passes(Duration time) {
        Instant end = clock.instant().plus(time);
        await().atMost(PATIENCE).until(() -> clock.instant().isAfter(end));
    }

    /** A customer-managed key with an alias; its ARN. */
    final String keyNamed(String alias) {
        String arn = aws.console().createKey();
        aws.console().pointAlias(alias, arn);
        return arn;
    }

    /**
     * Makes the object, or gives it another spec.
     *
     * @param spec the lines below {@code spec:}, without their indentation
     */
    final void apply(String name, String spec) {
        EncryptedKinesisStream wanted = parsed(name, spec);
        if (object(name).get() == null) {
            client.resource(wanted).create();
        } else {
            Edit.of(object(name), existing -> {
                existing.setSpec(wanted.getSpec());
                return existing;
            });
        }
    }

    private EncryptedKinesisStream parsed(String name, String spec) {
        return client.getKubernetesSerialization()
                .unmarshal("""
                        apiVersion: encryptedkinesis.dev/v1alpha1
                        kind: EncryptedKinesisStream
                        metadata: {name: %s, namespace: %s}
                        spec:
                        %s""".formatted(name, namespace, spec.indent(2)), EncryptedKinesisStream.class);
    }

    /** Makes an object that is to be planned for from the beginning. */
    final void applyPlanned(String name, String spec) {
        EncryptedKinesisStream wanted = parsed(name, spec);
        wanted.getMetadata().setAnnotations(Map.of(ApiGroup.PLAN, "true"));
        client.resource(wanted).create();
    }

    /** Gives the object these annotations and no others. */
    final void annotate(String name, Map<String, String> annotations) {
        Edit.of(object(name), existing -> {
            existing.getMetadata().setAnnotations(annotations);
            return existing;
        });
    }

    final Resource<EncryptedKinesisStream> object(String name) {
        return client.resources(EncryptedKinesisStream.class)
                .inNamespace(namespace)
                .withName(name);
    }

    final EncryptedKinesisStreamStatus status(String name) {
        return Optional.ofNullable(object(name).get())
                .map(EncryptedKinesisStream::getStatus)
                .orElse(EncryptedKinesisStreamStatus.NONE);
    }

    final Condition condition(String name, ConditionType type) {
        return ConditionList.find(status(name).conditions(), type).orElse(new Condition());
    }

    final void awaitReady(String name) {
        await("%s is Ready".formatted(name)).atMost(PATIENCE).untilAsserted(() -> {
            EncryptedKinesisStream object = object(name).get();
            assertThat(object.getStatus()).isNotNull();
            assertThat(object.getStatus().observedGeneration())
                    .isEqualTo(object.getMetadata().getGeneration());
            assertThat(ConditionList.isTrue(object.getStatus().conditions(), ConditionType.Ready))
                    .as(() -> object.getStatus().conditions().toString())
                    .isTrue();
            assertThat(verdict(object)).isEqualTo(Kstatus.Verdict.CURRENT);
        });
    }

    final void awaitStalled(String name, Reason reason) {
        await("%s is Stalled: %s".formatted(name, reason)).atMost(PATIENCE).untilAsserted(() -> {
            assertThat(condition(name, ConditionType.Stalled).getReason()).isEqualTo(reason.name());
            assertThat(condition(name, ConditionType.Ready).getReason()).isEqualTo(reason.name());
            EncryptedKinesisStream object = object(name).get();
            assertThat(verdict(object))
                    .isEqualTo(object.isMarkedForDeletion() ? Kstatus.Verdict.TERMINATING : Kstatus.Verdict.FAILED);
        });
    }

    private Kstatus.Verdict verdict(EncryptedKinesisStream object) {
        return JUDGE.verdict(client.getKubernetesSerialization().convertValue(object, JsonNode.class));
    }

    /** Writes to the stream orders without the use of its key, often enough that CloudTrail tells the stream of one of them. */
    final void putInVain(String principal) {
        for (int time = 0; time < 10; time++) {
            assertThatThrownBy(() -> aws().kinesisAs(principal)
                            .putRecord(request -> request.streamName("orders")
                                    .partitionKey("order")
                                    .data(SdkBytes.fromUtf8String("an order"))))
                    .isInstanceOf(KmsAccessDeniedException.class);
        }
    }

    /** All that has been stored of the objects. */
    final StoredVersions versions() {
        return versions;
    }

    final void awaitGone(String name) {
        await("%s is gone".formatted(name))
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(object(name).get()).isNull());
    }

    final void awaitEvent(String name, Reason reason) {
        await("%s has an Event %s".formatted(name, reason))
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(events(name)).contains(reason.name()));
    }

    /** The reasons of an object's Events, in the order in which they happened. */
    final List<String> events(String name) {
        return client.events().v1().events().inNamespace(namespace).list().getItems().stream()
                .filter(event -> event.getRegarding().getName().equals(name))
                .sorted((one, other) -> one.getEventTime()
                        .getTime()
                        .compareTo(other.getEventTime().getTime()))
                .map(Event::getReason)
                .toList();
    }

    /** What an object's Events of this reason say. */
    final List<String> notes(String name, Reason reason) {
        return client.events().v1().events().inNamespace(namespace).list().getItems().stream()
                .filter(event -> event.getRegarding().getName().equals(name)
                        && event.getReason().equals(reason.name()))
                .map(Event::getNote)
                .toList();
    }

    /** The operator's changes of AWS that took effect, in order. */
    final List<Operation> changes() {
        return aws.journal().mutations().stream().map(JournalEntry::operation).toList();
    }

    final long changes(Operation operation) {
        return changes().stream().filter(operation::equals).count();
    }

    /**
     * Has a program edit something two hundred times, as quickly as it can, and sees to it that AWS is asked no more than the edits
     * call for that are acted upon, ten at once and then one in five seconds: once each, as they change nothing at AWS.
     */
    final void assertFewCallsWhile(IntConsumer edit) {
        int before = aws.journal().all().size();
        Instant begun = clock.instant();
        IntStream.range(0, 200).forEach(edit);
        long actedUpon = 10 + Duration.between(begun, clock.instant()).toSeconds() / 5;
        // And some looks that are due anyway.
        assertThat(aws.journal().all().size() - before).isBetween(10, (int) actedUpon + 10);
    }

    final void awaitPasses(int more) {
        long before = aws.journal().count(Operation.DESCRIBE_STREAM_SUMMARY);
        await("%d more looks".formatted(more))
                .atMost(PATIENCE)
                .until(() -> aws.journal().count(Operation.DESCRIBE_STREAM_SUMMARY) >= before + more);
    }
}
