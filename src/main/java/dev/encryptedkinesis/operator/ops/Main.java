package dev.encryptedkinesis.operator.ops;

import dev.encryptedkinesis.operator.aws.AwsClients;
import dev.encryptedkinesis.operator.aws.CallListener;
import dev.encryptedkinesis.operator.aws.SdkClientFactory;
import dev.encryptedkinesis.operator.aws.budget.CallBudgets;
import dev.encryptedkinesis.operator.metrics.Build;
import dev.encryptedkinesis.operator.metrics.OperatorMetrics;
import dev.encryptedkinesis.operator.reconcile.Pace;
import dev.encryptedkinesis.operator.reconcile.Tenure;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.ResourceNotFoundException;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.OperatorException;
import java.io.IOException;
import java.time.Clock;
import java.util.Random;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/** Starts the operator, and ends it in order when it is told to stop. */
public final class Main {

    /** Where logback.xml has the log go. */
    private static final String LOG_TARGET = "LOG_TARGET";

    private Main() {}

    public static void main(String[] arguments) {
        // The operator itself takes none; starting it need not wait for the command line to be understood.
        if (arguments.length > 0) {
            // Before the first log line, and so before the first logger: standard output is for what a command says.
            System.setProperty(LOG_TARGET, "System.err");
            System.exit(new CommandLine(new Commands())
                    .setExecutionExceptionHandler(Main::failed)
                    .execute(arguments));
        }
        try {
            start();
        } catch (IllegalArgumentException
                | IllegalStateException
                | IOException
                | KubernetesClientException
                | ResourceNotFoundException
                | OperatorException e) {
            log().error("The operator cannot start: {}", e.getMessage(), e);
            System.exit(1);
        }
    }

    private static int failed(Exception why, CommandLine command, CommandLine.ParseResult parsed) {
        command.getErr().println(command.getCommandName() + ": " + why.getMessage());
        log().debug("{} failed", command.getCommandName(), why);
        return command.getCommandSpec().exitCodeOnExecutionException();
    }

    private static Logger log() {
        return LoggerFactory.getLogger(Main.class);
    }

    private static void start() throws IOException {
        LogFormat.of(Settings.logFormat(System.getenv())).use();
        Settings settings = Settings.from(System.getenv());
        String region = region();
        Clock clock = Clock.systemUTC();
        LeaseRenewals renewals = new LeaseRenewals(clock);
        KubernetesClient kubernetes = new KubernetesClientBuilder()
                .withKubernetesSerialization(ObjectReading.serialization())
                .withHttpClientBuilderConsumer(http -> http.addOrReplaceInterceptor("lease-renewals", renewals))
                .build();
        OperatorMetrics metrics = new OperatorMetrics(Build.THIS, clock);
        metrics.watchRuntime();
        CallBudgets budgets = new CallBudgets(settings.awsCallShare() / 100.0, System::nanoTime);
        metrics.watch(budgets);
        AwsClients aws = new AwsClients(
                new SdkClientFactory(Build.THIS.toString()), listener(metrics, clock), System::nanoTime, budgets);
        Operator operator = StreamOperator.create(
                new StreamOperator.World(
                        kubernetes,
                        aws,
                        region,
                        clock,
                        settings.leaseNamespace().isPresent() ? renewals : Tenure.FOR_LIFE,
                        Main::end),
                settings,
                new Pace(new Random()),
                metrics);
        HealthServer health =
                HealthServer.start(settings.healthPort(), new Probes(operator, metrics, clock), metrics::text);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            health.close();
                            operator.stop();
                            aws.close();
                        },
                        "stop"));
        operator.start();
        log().info("encrypted-kinesis-operator {} started, Region {}", Build.THIS, region);
    }

    /**
     * The SDK goes on without the lease, unless the process ends. In a thread of its own: while the process is ending anyway,
     * which gives the lease up as well, whoever calls exit waits for that end, and the end would wait for him.
     */
    private static void end() {
        new Thread(() -> System.exit(1), "leads no more").start();
    }

    private static CallListener listener(OperatorMetrics metrics, Clock clock) {
        CallListener times = metrics.awsCalls();
        CallListener log = new CallLog(clock);
        return call -> {
            times.ended(call);
            log.ended(call);
        };
    }

    private static String region() {
        try {
            return DefaultAwsRegionProviderChain.builder().build().getRegion().id();
        } catch (SdkClientException e) {
            throw new IllegalStateException(
                    "no AWS Region is set: set AWS_REGION to the one for objects that name none", e);
        }
    }
}
