package dev.encryptedkinesis.operator.chaos;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionTimeoutException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kms.KmsClient;

/**
 * Many streams become Ready while the operator, kube-apiserver and etcd are killed and the way to AWS is bad: the packaged
 * operator as two replicas, on a real control plane, with servers that stand in for AWS. {@code .ci/run chaos} starts what it
 * needs.
 */
public final class Run {

    private static final String JAR = "target/encrypted-kinesis-operator.jar";

    private final Clock clock = Clock.systemUTC();
    private final Fleet fleet = new Fleet();
    private final Toxiproxy toxiproxy = new Toxiproxy(URI.create(environment("CHAOS_TOXIPROXY")));
    private final Path folder = Path.of(environment("CHAOS_FOLDER"));
    private final Path controlPlane = Path.of(environment("CHAOS_CONTROL_PLANE"));
    private final Random random;

    private Run(Random random) {
        this.random = random;
    }

    /** @param arguments how many streams; how many rounds of troubles, 0 for none; the seed of what is left to chance */
    public static void main(String[] arguments) throws IOException {
        int streams = Integer.parseInt(arguments[0]);
        int rounds = Integer.parseInt(arguments[1]);
        long seed = Long.parseLong(arguments[2]);
        System.out.printf("%d streams, rounds of troubles: %d, seed %d%n", streams, rounds, seed);
        List<String> findings = new Run(new Random(seed)).go(streams, rounds);
        findings.forEach(finding -> System.out.println("WRONG: " + finding));
        System.out.println(findings.isEmpty() ? "all as wished" : findings.size() + " findings");
        System.exit(findings.isEmpty() ? 0 : 1); // threads of the SDKs go on
    }

    private List<String> go(int streams, int rounds) throws IOException {
        List<String> keys = keys();
        List<Wish> wishes = IntStream.rangeClosed(1, streams)
                .mapToObj(number ->
                        Wish.draw(Fleet.namespace(number), "chaos-%04d".formatted(number), keys.get(0), random))
                .toList();
        Plan plan = Plan.draw(rounds, random);
        List<Chaos.Edit> edits = edits(wishes, keys.get(1), plan.end().plusSeconds(30));
        Map<String, Wish> last = new HashMap<>();
        wishes.forEach(wish -> last.put(wish.name(), wish));
        edits.forEach(edit -> last.put(edit.wish().name(), edit.wish()));
        fleet.prepare(environment("AWS_ACCESS_KEY_ID"));
        List<Replica> replicas = new ArrayList<>();
        try (Recorder recorder = new Recorder(URI.create(environment("AWS_ENDPOINT_URL_KINESIS")), clock)) {
            startReplicas(replicas, recorder);
            LeaseSpec lease = await().atMost(Duration.ofMinutes(1))
                    .until(fleet::lease, Optional::isPresent)
                    .orElseThrow();
            Story story = new Story(clock);
            story.sees(lease);
            Saboteur saboteur = new Saboteur(
                    toxiproxy,
                    Daemon.of(controlPlane.resolve("kube-apiserver.pid")),
                    Daemon.of(controlPlane.resolve("etcd.pid")),
                    () -> leader(replicas, story));
            wishes.parallelStream().forEach(fleet::create);
            story.tell("all objects are made");
            List<String> findings = new ArrayList<>();
            try {
                new Chaos(story, fleet, replicas, saboteur, plan, edits).rage(streams);
            } catch (ConditionTimeoutException e) {
                findings.add("not all objects are Ready");
            }
            story.tell("the end");
            findings.addAll(Judge.findings(
                    List.copyOf(last.values()),
                    fleet.objects().orElseThrow(),
                    FoundStream.all(kinesis()),
                    recorder.calls(),
                    story.terms()));
            new Report(story, plan, recorder.calls(), replicas).print(streams, edits.size());
            return findings;
        } finally {
            for (Replica replica : replicas) {
                replica.stop();
            }
        }
    }

    private void startReplicas(List<Replica> replicas, Recorder recorder) throws IOException {
        String kms = toxiproxy.open("kms", hostAndPort(environment("AWS_ENDPOINT_URL_KMS")));
        Map<String, String> environment = new HashMap<>(Map.of(
                "AWS_ENDPOINT_URL_KINESIS", "http://" + toxiproxy.open("kinesis", recorder.address()),
                "AWS_ENDPOINT_URL_KMS", "http://" + kms,
                "AWS_ENDPOINT_URL_STS", "http://" + kms,
                "POD_NAMESPACE", Fleet.OPERATOR_NAMESPACE));
        String kubeconfig = Files.readString(Path.of(environment("CHAOS_OPERATOR_KUBECONFIG")));
        String server = kubeconfig.replaceFirst("(?s).*https://([0-9.:]+).*", "$1");
        for (String name : List.of("operator-0", "operator-1")) {
            Path own = folder.resolve(name + ".kubeconfig");
            Files.writeString(own, kubeconfig.replace(server, toxiproxy.open(name, server)));
            environment.put("KUBECONFIG", own.toString());
            environment.put(Recorder.NAME_OF_CALLER, name);
            environment.put(
                    "HEALTH_PORT", String.valueOf(Integer.parseInt(environment("CHAOS_PORTS")) + replicas.size()));
            replicas.add(Replica.start(
                    name, JAR, environment, folder.resolve(name + ".log").toFile()));
        }
    }

    private List<Chaos.Edit> edits(List<Wish> wishes, String otherKey, Duration end) {
        return wishes.stream()
                .map(wish -> new Chaos.Edit(
                        Duration.ofMillis(random.nextInt((int) end.toMillis())), wish.edited(otherKey, random)))
                .filter(edit -> !wishes.contains(edit.wish()))
                .sorted(Comparator.comparing(Chaos.Edit::at))
                .toList();
    }

    private static Replica leader(List<Replica> replicas, Story story) {
        return replicas.stream()
                .filter(replica -> replica.name().equals(story.leader()))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> keys() {
        try (KmsClient kms =
                KmsClient.builder().httpClient(UrlConnectionHttpClient.create()).build()) {
            return IntStream.range(0, 2)
                    .mapToObj(number -> kms.createKey().keyMetadata().arn())
                    .toList();
        }
    }

    /** Past everything that goes wrong. */
    private static KinesisClient kinesis() {
        return KinesisClient.builder()
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    private static String hostAndPort(String url) {
        return URI.create(url).getAuthority();
    }

    private static String environment(String name) {
        return Objects.requireNonNull(System.getenv(name), name + " is not set");
    }
}
