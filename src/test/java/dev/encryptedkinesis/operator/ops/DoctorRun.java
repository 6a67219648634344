package dev.encryptedkinesis.operator.ops;

import dev.encryptedkinesis.operator.aws.AwsClients;
import dev.encryptedkinesis.operator.ops.DoctorText.Signs;
import dev.encryptedkinesis.operator.simulation.VirtualClock;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine;

/** One call of the doctor. */
record DoctorRun(int exitCode, String output) {

    /** @param clock advanced by a second before AWS is asked again */
    static DoctorRun of(AwsClients aws, VirtualClock clock, List<String> arguments) {
        DoctorCommand command = new DoctorCommand();
        StringWriter output = new StringWriter();
        CommandLine line = new CommandLine(command).setOut(new PrintWriter(output, true));
        line.parseArgs(arguments.toArray(String[]::new));
        int exitCode = command.examine(aws, clock, () -> clock.advance(Duration.ofSeconds(1)), Signs.UNICODE);
        return new DoctorRun(exitCode, output.toString());
    }
}
