package dev.encryptedkinesis.operator.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.encryptedkinesis.operator.api.Reason;
import dev.encryptedkinesis.operator.cluster.Edit;
import dev.encryptedkinesis.operator.cluster.MockCluster;
import dev.encryptedkinesis.operator.cluster.TestCluster;
import dev.encryptedkinesis.operator.metrics.Metric;
import dev.encryptedkinesis.operator.metrics.RuntimeMetrics;
import dev.encryptedkinesis.operator.push.Events;
import dev.encryptedkinesis.operator.push.QueueUrl;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What Prometheus is told of a running operator, held to the catalogue. */
class MetricsTest extends OperatorScenario {

    private static final String ALL_OF_KINESIS = """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": ["kinesis:*"], "Resource": "*"}]}""";

    private MockCluster cluster;

    @Override
    protected TestCluster start() {
        cluster = MockCluster.start();
        return cluster;
    }

    @Test
    void allThatIsToldIsInTheCatalogueAndAllOfThatIsTold() {
        try (RuntimeMetrics runtime = operatorMetrics().watchRuntime()) {
            letEverythingHappen();

            Map<String, String> told = new TreeMap<>(scrape().types());
            assertThat(told.keySet()).anyMatch(name -> name.startsWith("jvm_memory_"));
            assertThat(told.keySet()).contains("process_uptime_seconds", "logback_events_total");
            told.keySet().removeIf(name -> Metric.OF_THE_RUNTIME.stream().anyMatch(name::startsWith));
            assertThat(told).isEqualTo(catalogued());
            assertThat(runtime).isNotNull();
        }
    }

    @Test
    void eachSeriesHasTheLabelsOfTheCatalogue() {
        letEverythingHappen();

        Scrape scrape = scrape();
        for (Metric metric : Metric.values()) {
            String series = switch (metric.kind()) {
                case GAUGE, INFO, COUNTER -> metric.fullName();
                case SUMMARY, HISTOGRAM -> metric.fullName() + "_count";
            };
            assertThat(scrape.series(series).stream().map(Scrape::labels).distinct())
                    .as(series)
                    .allSatisfy(labels -> assertThat(metric.labels()).containsAll(labels))
                    .anySatisfy(labels -> assertThat(labels).containsExactlyInAnyOrderElementsOf(metric.labels()));
        }
    }

    @Test
    void anObjectThatIsGoneLeavesNoSeries() {
        keyNamed("alias/orders");
        apply("orders", "{shards: 1, key: {id: alias/orders}}");
        awaitEvent("orders", Reason.Encrypted);
        assertThat(scrape().text()).contains("name=\"orders\"");

        object("orders").delete();
        awaitGone("orders");

        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(scrape().text()).doesNotContain("\"orders\"");
            assertThat(scrape().series(Metric.SDK_OBJECTS.fullName()))
                    .filteredOn(line -> line.contains("encrypted-kinesis-operator"))
                    .singleElement()
                    .asString()
                    .endsWith(" 0.0");
        });
    }

    private static Map<String, String> catalogued() {
        Map<String, String> types = new TreeMap<>();
        for (Metric metric : Metric.values()) {
            types.put(metric.fullName(), metric.kind().type());
            switch (metric.kind()) {
                case GAUGE, INFO, COUNTER -> {}
                case SUMMARY, HISTOGRAM -> types.put(metric.fullName() + "_max", "gauge");
            }
        }
        return types;
    }

    @Override
    Optional<QueueUrl> eventsQueue() {
        return Optional.of(QueueUrl.parse("https://sqs.eu-west-1.amazonaws.com/123456789012/events"));
    }

    /** A hint, a denial, a failure of the API server, a key that is to go, an object that is being deleted. */
    private void letEverythingHappen() {
        aws().console().createQueue();
        String key = keyNamed("alias/orders");
        String api = aws().console().access().createRole("api");
        aws().console().access().putPolicy(api, "stream", ALL_OF_KINESIS);
        cluster.failNext("PATCH", namespace() + "/encryptedkinesisstreams/orders/status", 422, 1);
        apply("orders", "{shards: 1, key: {id: alias/orders}, access: {producers: ['%s']}}".formatted(api));
        awaitEvent("orders", Reason.Encrypted);
        aws().console().send(Events.kinesis("UpdateShardCount", "\"streamName\": \"orders\""));
        awaitSeries(Metric.EVENT_LAG.fullName() + "_max");
        putInVain(api);
        awaitEvent("orders", Reason.AccessDeniedSeen);
        aws().console().scheduleKeyDeletion(key, 7);
        awaitSeries(Metric.STREAM_KEY_DELETION.fullName());
        Edit.of(object("orders"), object -> {
            object.addFinalizer("example.com/holds-it");
            return object;
        });
        object("orders").delete();
        awaitSeries(Metric.STREAM_DELETION.fullName());
    }

    private void awaitSeries(String name) {
        await().atMost(PATIENCE).until(() -> scrape().types().containsKey(name));
    }

    private Scrape scrape() {
        return new Scrape(operatorMetrics().text());
    }
}
