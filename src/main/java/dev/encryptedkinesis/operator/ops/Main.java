package dev.encryptedkinesis.operator.ops;

import dev.encryptedkinesis.operator.aws.AwsClients;
import dev.encryptedkinesis.operator.aws.SdkClientFactory;
import dev.encryptedkinesis.operator.reconcile.Pace;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.OperatorException;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.Random;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/** Starts the operator, and ends it in order when it is told to stop. */
public final class Main {

    private static final Logger LOG = LoggerFactory.getLogger(Main.class);

    private Main() {}

    public static void main(String[] arguments) {
        // The operator itself takes none; starting it need not wait for the command line to be understood.
        if (arguments.length > 0) {
            System.exit(new CommandLine(new Commands()).execute(arguments));
        }
        try {
            start();
        } catch (IllegalArgumentException
                | IllegalStateException
                | IOException
                | KubernetesClientException
                | OperatorException e) {
            LOG.error("The operator cannot start: {}", e.getMessage(), e);
            System.exit(1);
        }
    }

    private static void start() throws IOException {
        Settings settings = Settings.from(System.getenv());
        String region = region();
        KubernetesClient kubernetes = new KubernetesClientBuilder().build();
        AwsClients aws = new AwsClients(new SdkClientFactory(version()));
        Operator operator = StreamOperator.create(
                new StreamOperator.World(kubernetes, aws, region, Clock.systemUTC()), settings, new Pace(new Random()));
        HealthServer health = HealthServer.start(settings.healthPort(), operator);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            health.close();
                            operator.stop();
                            aws.close();
                        },
                        "stop"));
        operator.start();
        LOG.info("encrypted-kinesis-operator {} started, Region {}", version(), region);
    }

    private static String region() {
        try {
            return DefaultAwsRegionProviderChain.builder().build().getRegion().id();
        } catch (SdkClientException e) {
            throw new IllegalStateException(
                    "no AWS Region is set: set AWS_REGION to the one for objects that name none", e);
        }
    }

    static String version() {
        return Optional.ofNullable(Main.class.getPackage().getImplementationVersion())
                .orElse("dev");
    }
}
