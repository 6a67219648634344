package dev.encryptedkinesis.operator.ops;

import dev.encryptedkinesis.operator.aws.AwsClients;
import dev.encryptedkinesis.operator.doctor.RoundTrip;
import dev.encryptedkinesis.operator.ops.DoctorText.Signs;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;

/** One call of the doctor. */
record DoctorRun(int exitCode, String output) {

    static DoctorRun of(AwsClients aws, RoundTrip.Pause pause, String stream, String region, List<String> more) {
        DoctorCommand command = new DoctorCommand();
        StringWriter output = new StringWriter();
        CommandLine line = new CommandLine(command).setOut(new PrintWriter(output, true));
        line.parseArgs(Stream.concat(Stream.of("--stream", stream, "--region", region), more.stream())
                .toArray(String[]::new));
        try {
            int exitCode = command.examine(aws, pause, Signs.UNICODE);
            return new DoctorRun(exitCode, output.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
