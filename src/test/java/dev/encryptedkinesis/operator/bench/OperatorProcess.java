package dev.encryptedkinesis.operator.bench;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The packaged operator, with the memory that the Deployment gives it. Linux only. */
final class OperatorProcess implements AutoCloseable {

    private static final Path JAR = Path.of("target/encrypted-kinesis-operator.jar");

    /** What the image's settings, and the JVM's own for the first size of the heap, come to within the Deployment's limit of 512Mi. */
    private static final List<String> FLAGS =
            List.of("-XX:+UseSerialGC", "-Xms8m", "-Xmx256m", "-XX:+ExitOnOutOfMemoryError");

    private static final Duration STARTED_WITHIN = Duration.ofMinutes(2);
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
    private static final Pattern MOST_RESIDENT = Pattern.compile("VmHWM:\\s+(\\d+) kB");
    private static final Pattern TOTAL = Pattern.compile("(?m)^Total +[0-9]+ +([0-9]+)");

    private final Process process;
    private final Path log;

    private OperatorProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * Starts it, and returns at once.
     *
     * @param environment beside the one of this process
     */
    static OperatorProcess start(Map<String, String> environment, Path log) throws IOException {
        List<String> command = new ArrayList<>(List.of(program("java")));
        command.addAll(FLAGS);
        command.add("-Daws.cborEnabled=false"); // what stands in for AWS speaks JSON
        command.addAll(List.of("-jar", JAR.toString()));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        builder.environment().put("HEALTH_PORT", String.valueOf(freePort()));
        return new OperatorProcess(builder.start(), log);
    }

    /** Returns when it says that it has started. */
    void awaitStarted() {
        await().pollInterval(Duration.ofMillis(10))
                .atMost(STARTED_WITHIN)
                .until(() -> alive() && Files.readString(log).contains(" started, Region"));
    }

    /** In bytes, as the kernel counts it. */
    long resident() throws IOException {
        return status(RESIDENT);
    }

    /** The most it has been so far. */
    long mostResident() throws IOException {
        return status(MOST_RESIDENT);
    }

    private long status(Pattern kilobytes) throws IOException {
        alive();
        Matcher found = kilobytes.matcher(Files.readString(Path.of("/proc/" + process.pid() + "/status")));
        found.find();
        return 1024 * Long.parseLong(found.group(1));
    }

    /** In bytes, of all objects that are in use. */
    long liveHeap() throws IOException {
        alive();
        Process jcmd = new ProcessBuilder(program("jcmd"), String.valueOf(process.pid()), "GC.class_histogram").start();
        Matcher total = TOTAL.matcher(new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        if (!total.find()) {
            throw new IOException("jcmd tells no histogram");
        }
        return Long.parseLong(total.group(1));
    }

    /** Of CPU, since its start. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElseThrow();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().orTimeout(1, TimeUnit.MINUTES).join();
    }

    private boolean alive() {
        if (!process.isAlive()) {
            throw new IllegalStateException("the operator has ended; see " + log);
        }
        return true;
    }

    private static String program(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
