package dev.encryptedkinesis.operator.demo;

import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;

/** Watches a namespace's streams and Events as kubectl would, and has the news told one after the other. */
final class Audience implements AutoCloseable {

    private final BlockingQueue<Sighting> news = new LinkedBlockingQueue<>();
    private final Clock clock;
    private final Watch streams;
    private final Watch events;

    Audience(KubernetesClient kubernetes, String namespace, Clock clock) {
        this.clock = clock;
        this.streams = kubernetes
                .resources(EncryptedKinesisStream.class)
                .inNamespace(namespace)
                .watch(watcher(Sighting.Changed::new));
        this.events = kubernetes.events().v1().events().inNamespace(namespace).watch(watcher(Sighting.Told::new));
    }

    /** Empty if there is nothing new for so long, by the wall clock. */
    Optional<Sighting> next(Duration patience) {
        try {
            return Optional.ofNullable(news.poll(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        streams.close();
        events.close();
    }

    private <T> Watcher<T> watcher(BiFunction<Instant, T, Sighting> see) {
        return new Watcher<>() {
            @Override
            public void eventReceived(Action action, T object) {
                news.add(see.apply(clock.instant(), object));
            }

            @Override
            public void onClose(WatcherException cause) {
                // Then no news come any more, and whoever waits for them runs out of patience.
            }
        };
    }
}
