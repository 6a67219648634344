package dev.encryptedkinesis.operator.chaos;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A server of the control plane that somebody else started, by the file with its process id. Linux only. */
final class Daemon {

    private final Path pid;
    private final List<String> command;
    private final File folder;
    private ProcessHandle process;

    private Daemon(Path pid, ProcessHandle process, List<String> command, File folder) {
        this.pid = pid;
        this.process = process;
        this.command = command;
        this.folder = folder;
    }

    static Daemon of(Path pid) throws IOException {
        long number = Long.parseLong(Files.readString(pid).strip());
        Path known = Path.of("/proc", String.valueOf(number));
        return new Daemon(
                pid,
                ProcessHandle.of(number).orElseThrow(),
                List.of(Files.readString(known.resolve("cmdline")).split("\0")),
                known.resolve("cwd").toRealPath().toFile());
    }

    /** kill -9. Returns when it has ended, whether or not its parent, which is not this process, has taken notice. */
    void kill() {
        process.destroyForcibly();
        await(command.get(0) + " has ended").atMost(Duration.ofSeconds(10)).until(this::hasEnded);
    }

    private boolean hasEnded() {
        try {
            return Files.readString(Path.of("/proc", String.valueOf(process.pid()), "stat"))
                    .contains(") Z ");
        } catch (IOException nothingToRead) {
            return true;
        }
    }

    /** The same command in the same folder; who stops it by its process id finds the new one. */
    void startAgain() throws IOException {
        String name = pid.getFileName().toString().replace(".pid", ".log");
        process = new ProcessBuilder(command)
                .directory(folder)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        pid.resolveSibling(name).toFile()))
                .start()
                .toHandle();
        Files.writeString(pid, process.pid() + "\n");
    }
}
