package dev.encryptedkinesis.operator.reconcile;

import dev.encryptedkinesis.operator.api.ApiGroup;
import dev.encryptedkinesis.operator.status.Occurrence;
import dev.encryptedkinesis.operator.stream.Shortened;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.api.model.events.v1.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells what happened to an object: as an Event beside it, and as a line in the log. */
public final class KubernetesEvents implements ObjectEvents {

    private static final Logger LOG = LoggerFactory.getLogger(KubernetesEvents.class);

    /** The API server refuses a longer note (events.k8s.io/v1). */
    private static final int LONGEST_NOTE = 1024;

    private static final int LONGEST_NAME = 253;

    /** Where the API server takes Events about objects that are in no namespace. */
    private static final String OF_THE_CLUSTER = "default";

    /** Six digits, always: the API server refuses an Event with fewer, as a time without microseconds would have. */
    private static final DateTimeFormatter MICROSECONDS = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** After which the numbers begin anew. */
    private static final int LAST_NUMBER = 0xffff;

    private final AtomicInteger told = new AtomicInteger();
    private final String instance;
    private final Clock clock;

    /** @param instance which operator this is: its Pod's name */
    public KubernetesEvents(String instance, Clock clock) {
        this.instance = instance;
        this.clock = clock;
    }

    @Override
    public void tell(KubernetesClient client, HasMetadata object, Occurrence occurrence) {
        log(object, occurrence);
        try {
            client.resource(event(object, occurrence)).create();
        } catch (KubernetesClientException e) {
            // An Event is a courtesy. In a namespace that is being deleted the API server takes none, and the
            // deletion of the object must not wait for that.
            LOG.warn("{}: Event {} was not accepted: {}", name(object), occurrence.reason(), said(e));
        }
    }

    /** The API server's own words; the exception's are ten times as many. */
    private static String said(KubernetesClientException e) {
        return e.getStatus() == null ? e.getMessage() : e.getStatus().getMessage();
    }

    private static void log(HasMetadata object, Occurrence occurrence) {
        switch (occurrence.severity()) {
            case Normal -> LOG.info("{}: {}: {}", name(object), occurrence.reason(), occurrence.note());
            case Warning -> LOG.warn("{}: {}: {}", name(object), occurrence.reason(), occurrence.note());
        }
    }

    private Event event(HasMetadata object, Occurrence occurrence) {
        Instant now = clock.instant();
        String suffix = suffix(now);
        return new EventBuilder()
                .withNewMetadata()
                .withNamespace(namespace(object).orElse(OF_THE_CLUSTER))
                .withName(atMost(object.getMetadata().getName(), LONGEST_NAME - suffix.length()) + suffix)
                .endMetadata()
                .withType(occurrence.severity().name())
                .withReason(occurrence.reason().name())
                .withAction(occurrence.reason().name())
                .withNote(Shortened.to(LONGEST_NOTE, occurrence.note()))
                .withEventTime(new MicroTime(MICROSECONDS.format(now)))
                .withReportingController(ApiGroup.NAME + "/operator")
                .withReportingInstance(instance)
                .withRegarding(new ObjectReferenceBuilder()
                        .withApiVersion(object.getApiVersion())
                        .withKind(object.getKind())
                        .withNamespace(object.getMetadata().getNamespace())
                        .withName(object.getMetadata().getName())
                        .withUid(object.getMetadata().getUid())
                        .build())
                .build();
    }

    /**
     * Of names that tell the order: kubectl describe sorts Events by a time that the API server does not let new ones have,
     * and so leaves them as they are named. Events of one pass may have the same time.
     */
    private String suffix(Instant now) {
        return ".%016x%04x"
                .formatted(ChronoUnit.MICROS.between(Instant.EPOCH, now), told.getAndIncrement() & LAST_NUMBER);
    }

    private static String atMost(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }

    /** What an object is called in the log. */
    public static String name(HasMetadata object) {
        return namespace(object).map(namespace -> namespace + "/").orElse("")
                + object.getMetadata().getName();
    }

    private static Optional<String> namespace(HasMetadata object) {
        return Optional.ofNullable(object.getMetadata().getNamespace());
    }
}
