package dev.encryptedkinesis.operator.chaos;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One of the operator's Pods: a process that is started again when it ends, as the kubelet would. */
final class Replica {

    /** The image's, within the Deployment's limit of memory. */
    private static final List<String> FLAGS = List.of("-XX:+UseSerialGC", "-Xmx256m", "-XX:+ExitOnOutOfMemoryError");

    private final String name;
    private final ProcessBuilder builder;
    private Process process;
    private boolean isHeldDown;
    private int ended;

    private Replica(String name, ProcessBuilder builder) throws IOException {
        this.name = name;
        this.builder = builder;
        this.process = builder.start();
    }

    /** @param environment beside the one of this process */
    static Replica start(String name, String jar, Map<String, String> environment, File log) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(ProcessHandle.current().info().command().orElse("java")));
        command.addAll(FLAGS);
        command.addAll(List.of("-jar", jar));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log));
        builder.environment().putAll(environment);
        builder.environment().put("POD_NAME", name);
        return new Replica(name, builder);
    }

    String name() {
        return name;
    }

    /** kill -9; it stays down until it is let up. */
    void kill() throws IOException {
        isHeldDown = true;
        process.destroyForcibly();
        waitFor();
    }

    void letUp() throws IOException {
        isHeldDown = false;
        process = builder.start();
    }

    /** kill -STOP, as a node does that stalls or a virtual machine that is moved. */
    void suspend() throws IOException {
        signal("STOP");
    }

    void resume() throws IOException {
        signal("CONT");
    }

    /** Starts it again if it has ended by itself, and says whether it had. */
    boolean keepUp() throws IOException {
        boolean hasEnded = !isHeldDown && !process.isAlive();
        if (hasEnded) {
            ended++;
            process = builder.start();
        }
        return hasEnded;
    }

    /** How often it ended by itself, as one does that may not go on leading. */
    int ended() {
        return ended;
    }

    void stop() throws IOException {
        isHeldDown = true;
        process.destroy();
        waitFor();
    }

    private void signal(String signal) throws IOException {
        if (process.isAlive()) {
            Process kill = new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid())).start();
            await(kill);
        }
    }

    private void waitFor() throws IOException {
        await(process);
    }

    private static void await(Process process) throws IOException {
        try {
            if (!process.waitFor(40, TimeUnit.SECONDS)) {
                throw new IOException("process " + process.pid() + " does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
