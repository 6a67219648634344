package dev.encryptedkinesis.operator.ops;

import dev.encryptedkinesis.operator.reconcile.KubernetesEvents;
import dev.encryptedkinesis.operator.stream.Shortened;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.OperatorException;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.api.reconciler.RetryInfo;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Passes that ended with an error, and will be repeated. What goes on is told once an hour, for each object and kind of
 * error; the SDK, which would tell of each pass, is kept quiet by logback.xml, except at DEBUG.
 */
final class PassLog implements Metrics {

    private static final Logger LOG = LoggerFactory.getLogger(PassLog.class);

    /** Long enough for what the API server says of a request; it may repeat what stands in it. */
    private static final int LONGEST_MESSAGE = 500;

    private final ToldLately<Trouble> told;

    /** @param kind the HTTP status with which the API server refused a request, or else the exception's class */
    private record Trouble(String uid, String kind) {}

    PassLog(Clock clock) {
        this.told = new ToldLately<>(clock);
    }

    @Override
    public void reconciliationFailed(HasMetadata object, RetryInfo retry, Exception why, Map<String, Object> metadata) {
        // Where the SDK measures a pass, it wraps what the pass throws.
        Throwable thrown = why instanceof OperatorException && why.getCause() != null ? why.getCause() : why;
        if (thrown instanceof KubernetesClientException refusal) {
            requestFailed(object, refusal);
        } else if (isNews(object, thrown.getClass().getName())) {
            LOG.error(
                    "{}: a bug of the operator ended a pass, which is repeated: {}",
                    KubernetesEvents.name(object),
                    said(thrown),
                    thrown);
        }
    }

    private void requestFailed(HasMetadata object, KubernetesClientException why) {
        if (isNews(object, Integer.toString(why.getCode()))) {
            LOG.atLevel(level(why))
                    .log(
                            "{}: {}: {} The pass is repeated, and this told once an hour.",
                            KubernetesEvents.name(object),
                            why.getStatus() == null
                                    ? "no answer from the API server"
                                    : "the API server refused a request (" + why.getCode() + ")",
                            sentence(why));
        }
    }

    /** Somebody else wrote the object first, which the next pass takes into account. */
    private static Level level(KubernetesClientException why) {
        return why.getCode() == HttpURLConnection.HTTP_CONFLICT ? Level.INFO : Level.WARN;
    }

    private boolean isNews(HasMetadata object, String kind) {
        return told.isNews(new Trouble(object.getMetadata().getUid(), kind));
    }

    /** The API server's own words, if there are any; the exception's are ten times as many. */
    private static String sentence(KubernetesClientException why) {
        String said = Optional.ofNullable(why.getStatus())
                .map(Status::getMessage)
                .map(message -> Shortened.to(LONGEST_MESSAGE, message))
                .orElseGet(() -> said(rootOf(why)));
        return said.endsWith(".") || said.endsWith("…") ? said : said + ".";
    }

    private static Throwable rootOf(Throwable why) {
        return why.getCause() == null ? why : rootOf(why.getCause());
    }

    private static String said(Throwable why) {
        return Shortened.to(
                LONGEST_MESSAGE,
                Optional.ofNullable(why.getMessage())
                        .filter(message -> !message.isBlank())
                        .orElseGet(() -> why.getClass().getSimpleName()));
    }
}
