package dev.encryptedkinesis.operator.metrics;

import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.processing.Controller;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import io.javaoperatorsdk.operator.processing.event.source.Cache;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** The objects as the SDK keeps them, by its watch on them. */
public final class KnownStreams implements Metrics {

    private final List<Controller<? extends HasMetadata>> controllers = new CopyOnWriteArrayList<>();

    KnownStreams() {}

    @Override
    public void controllerRegistered(Controller<? extends HasMetadata> controller) {
        if (EncryptedKinesisStream.class.equals(controller.getConfiguration().getResourceClass())) {
            controllers.add(controller);
        }
    }

    /** None until the watch has begun. */
    public Stream<EncryptedKinesisStream> all() {
        return controllers.stream()
                .map(controller -> controller.getEventSourceManager().getControllerEventSource())
                .filter(AbstractEventSource::isRunning)
                .flatMap(Cache::list)
                .map(EncryptedKinesisStream.class::cast);
    }
}
