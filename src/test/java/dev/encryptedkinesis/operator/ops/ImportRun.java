package dev.encryptedkinesis.operator.ops;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import picocli.CommandLine;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/** The import command, for tests that go on with what it writes. */
public final class ImportRun {

    private ImportRun() {}

    /** What it writes to standard output for the streams of a Kinesis, as YAML documents. */
    public static String of(KinesisClient kinesis, String region, String namespace) {
        ImportCommand command = new ImportCommand();
        StringWriter output = new StringWriter();
        CommandLine line = new CommandLine(command).setOut(new PrintWriter(output, true));
        line.parseArgs("--region", region, "--namespace", namespace);
        try {
            command.write(kinesis, new PrintWriter(new StringWriter(), true));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return output.toString();
    }
}
