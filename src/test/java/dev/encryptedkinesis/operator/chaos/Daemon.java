package dev.encryptedkinesis.operator.chaos;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

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

    /** kill -9. Returns when it is gone. */
    void kill() throws IOException {
        process.destroyForcibly();
        try {
            process.onExit().get(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
            throw new IOException(command.get(0) + " does not end", e);
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
