package dev.encryptedkinesis.operator.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class DaemonTest {

    @TempDir
    private Path folder;

    /** Such as an init that is slow to reap: the process stays in the list of processes, and holds no port any more. */
    @Test
    void aDaemonHasEndedAlsoIfItsParentTakesNoNotice() throws IOException {
        Path pid = folder.resolve("daemon.pid");
        Process parent = new ProcessBuilder("sh", "-c", "sleep 60 & echo $! >daemon.pid; exec sleep 60")
                .directory(folder.toFile())
                .start();
        try {
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> Files.exists(pid)
                            && Files.readString(pid).endsWith("\n")
                            && Files.readString(proc(pid, "cmdline")).startsWith("sleep"));
            Daemon daemon = Daemon.of(pid);
            Path stat = proc(pid, "stat");

            daemon.kill();

            assertThat(stat).content().contains(") Z ");
            daemon.startAgain();
            assertThat(proc(pid, "stat")).isNotEqualTo(stat);
            daemon.kill();
        } finally {
            parent.destroyForcibly();
        }
    }

    private static Path proc(Path pid, String file) throws IOException {
        return Path.of("/proc", Files.readString(pid).strip(), file);
    }
}
