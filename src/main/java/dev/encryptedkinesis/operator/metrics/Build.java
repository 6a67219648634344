package dev.encryptedkinesis.operator.metrics;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * Which build of the operator this is, as the build wrote it down: what {@code --version}, the metric, the log and the user
 * agent of AWS calls say, and the image's labels too.
 *
 * @param version by Semantic Versioning, such as {@code 1.2.3} or {@code 1.3.0-SNAPSHOT}
 * @param revision the commit, 40 hexadecimal digits; {@code unknown} if it was built outside of a repository
 */
public record Build(String version, String revision) {

    public static final Build THIS = read();

    private static final int SHORT = 12;

    private static Build read() {
        Properties properties = new Properties();
        try (InputStream file = Build.class.getResourceAsStream("build.properties")) {
            properties.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String revision = properties.getProperty("revision");
        return new Build(properties.getProperty("version"), revision.matches("[0-9a-f]{40}") ? revision : "unknown");
    }

    /** The version with the commit behind a plus, as Semantic Versioning writes it: {@code 1.2.3+0123456789ab}. */
    @Override
    public String toString() {
        return version + "+" + revision.substring(0, Math.min(SHORT, revision.length()));
    }
}
