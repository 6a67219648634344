package dev.encryptedkinesis.operator.ops;

import dev.encryptedkinesis.operator.aws.AwsClients;
import dev.encryptedkinesis.operator.aws.SdkClientFactory;
import dev.encryptedkinesis.operator.metrics.Build;
import dev.encryptedkinesis.operator.metrics.OperatorMetrics;
import dev.encryptedkinesis.operator.reconcile.Pace;
import dev.encryptedkinesis.operator.stream.Realm;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.time.Clock;
import java.util.Map;
import java.util.Random;

/** Makes everything that a start makes, without a cluster, an account or a network. */
final class Training {

    private static final String REGION = "us-east-1";

    private Training() {}

    static void run() {
        Config nowhere = new ConfigBuilder(Config.empty())
                .withMasterUrl("https://127.0.0.1:1")
                .build();
        Settings settings = Settings.from(Map.of("CLUSTER_ID", "training"));
        try (KubernetesClient kubernetes =
                        new KubernetesClientBuilder().withConfig(nowhere).build();
                AwsClients aws = new AwsClients(new SdkClientFactory(Build.THIS.toString()))) {
            aws.streams(Realm.own(REGION));
            aws.keys(Realm.own(REGION));
            OperatorMetrics metrics = new OperatorMetrics(Build.THIS, Clock.systemUTC());
            StreamOperator.create(
                    new StreamOperator.World(kubernetes, aws, REGION, Clock.systemUTC()),
                    settings,
                    new Pace(new Random()),
                    metrics);
            metrics.watchRuntime();
            metrics.text();
        }
    }
}
