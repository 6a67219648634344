package dev.encryptedkinesis.operator.lifetime;

import dev.encryptedkinesis.operator.simulation.VirtualClock;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Supplier;

/** What can be wrong with the API server, or with the way to it, for each request of the operator. */
enum ApiTrouble {
    NONE {
        @Override
        <T> T disturb(Supplier<T> request, VirtualClock clock) {
            return request.get();
        }
    },
    DOWN {
        @Override
        <T> T disturb(Supplier<T> request, VirtualClock clock) {
            throw unreachable("Connection refused");
        }
    },
    /** Done, but nobody hears of it. */
    ANSWERS_LOST {
        @Override
        <T> T disturb(Supplier<T> request, VirtualClock clock) {
            request.get();
            throw unreachable("Connection reset");
        }
    },
    /** Somebody else writes the same object again and again. */
    CONFLICTS {
        @Override
        <T> T disturb(Supplier<T> request, VirtualClock clock) {
            throw refused(409, "the object has been modified; please apply your changes to the latest version");
        }
    },
    /** Its priority and fairness turn the operator away. */
    TOO_MANY_REQUESTS {
        @Override
        <T> T disturb(Supplier<T> request, VirtualClock clock) {
            throw refused(429, "too many requests, please try again later");
        }
    },
    ETCD_WITHOUT_LEADER {
        @Override
        <T> T disturb(Supplier<T> request, VirtualClock clock) {
            throw refused(500, "etcdserver: no leader");
        }
    },
    SLOW {
        @Override
        <T> T disturb(Supplier<T> request, VirtualClock clock) {
            clock.advance(Duration.ofSeconds(8));
            return request.get();
        }
    };

    abstract <T> T disturb(Supplier<T> request, VirtualClock clock);

    static KubernetesClientException refused(int code, String message) {
        return new KubernetesClientException(
                message,
                code,
                new StatusBuilder().withCode(code).withMessage(message).build());
    }

    private static KubernetesClientException unreachable(String message) {
        return new KubernetesClientException(message, new IOException(message));
    }
}
