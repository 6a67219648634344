package dev.encryptedkinesis.operator.ops;

import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import dev.encryptedkinesis.operator.aws.AwsCalls;
import dev.encryptedkinesis.operator.aws.KinesisStreamGateway;
import dev.encryptedkinesis.operator.aws.SdkClientFactory;
import dev.encryptedkinesis.operator.aws.StreamListing;
import dev.encryptedkinesis.operator.metrics.Build;
import dev.encryptedkinesis.operator.reconcile.FoundStream;
import dev.encryptedkinesis.operator.stream.FailureException;
import dev.encryptedkinesis.operator.stream.StreamDescription;
import dev.encryptedkinesis.operator.stream.StreamGateway;
import dev.encryptedkinesis.operator.stream.StreamId;
import io.github.bucket4j.Bucket;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/** Writes a manifest for each stream of a Region, as it is. Reads from AWS and changes nothing. */
@Command(
        name = "import",
        description =
                "Writes an EncryptedKinesisStream for each stream of a Region, as it is found. Applied, the objects observe"
                        + " their streams and change nothing; take out managementPolicy to let the operator look after one.",
        mixinStandardHelpOptions = true)
final class ImportCommand implements Callable<Integer> {

    /** ListTagsForStream has the lowest quota of the calls made for a stream, 5/s; half of it is left to others. */
    private static final int STREAMS_PER_SECOND = 2;

    @Option(
            names = "--region",
            required = true,
            paramLabel = "REGION",
            description = "the AWS Region, such as eu-west-1")
    private String region;

    @Option(
            names = "--namespace",
            defaultValue = "default",
            paramLabel = "NAMESPACE",
            description = "the objects' namespace (${DEFAULT-VALUE})")
    private String namespace;

    @Option(
            names = "--output",
            paramLabel = "FOLDER",
            description =
                    "writes a file for each stream there, instead of all to standard output; files that exist stay")
    private Optional<Path> output;

    @Spec
    private CommandSpec command;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter errors = command.commandLine().getErr();
        try (SdkClientFactory factory = new SdkClientFactory(Build.THIS.toString());
                KinesisClient kinesis = factory.kinesis(Region.of(region))) {
            return write(kinesis, errors);
        } catch (FailureException e) {
            errors.println(e.failure().operation() + ": " + e.failure().message());
            return 1;
        }
    }

    int write(KinesisClient kinesis, PrintWriter errors) throws IOException, InterruptedException {
        Bucket pace = Bucket.builder()
                .addLimit(limit ->
                        limit.capacity(STREAMS_PER_SECOND).refillGreedy(STREAMS_PER_SECOND, Duration.ofSeconds(1)))
                .build();
        AwsCalls calls = AwsCalls.unheard(region);
        StreamGateway gateway = new KinesisStreamGateway(kinesis, calls);
        for (String name : new StreamListing(kinesis, calls).names()) {
            pace.asBlocking().consume(1);
            Optional<StreamDescription> description = gateway.describe(name);
            if (description.isEmpty()) {
                continue; // deleted since it was listed
            }
            FoundStream found = FoundStream.look(gateway, new StreamId(region, name), description.get());
            if (!found.isEncrypted()) {
                errors.println(name + " is not encrypted: its manifest names the AWS-managed key, for you to choose");
            }
            write(found.manifest(namespace), errors);
        }
        return 0;
    }

    private void write(EncryptedKinesisStream manifest, PrintWriter errors) throws IOException {
        String yaml = ManifestYaml.of(manifest);
        if (output.isEmpty()) {
            PrintWriter out = command.commandLine().getOut();
            out.print(yaml);
            out.flush();
            return;
        }
        Files.createDirectories(output.get());
        Path file = output.get().resolve(manifest.getMetadata().getName() + ".yaml");
        if (Files.exists(file)) {
            errors.println(file + " exists, and is left as it is");
            return;
        }
        Files.writeString(file, yaml);
    }
}
