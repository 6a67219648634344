package dev.encryptedkinesis.operator.ops;

import dev.encryptedkinesis.operator.metrics.Build;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What the jar does besides running the operator. */
@Command(
        name = "encrypted-kinesis-operator",
        description = "Without arguments, runs the operator, which is set by environment variables.",
        subcommands = {DoctorCommand.class, ImportCommand.class},
        mixinStandardHelpOptions = true,
        versionProvider = Commands.Version.class)
final class Commands implements Callable<Integer> {

    @Option(
            names = "--train",
            description =
                    "makes all that a start needs, and ends; run while the image is built, for the JVM's AOT cache")
    private boolean train;

    @Spec
    private CommandSpec command;

    @Override
    public Integer call() {
        if (train) {
            Training.run();
            return 0;
        }
        command.commandLine().usage(command.commandLine().getErr());
        return CommandLine.ExitCode.USAGE;
    }

    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {Build.THIS.version(), "commit " + Build.THIS.revision()};
        }
    }
}
