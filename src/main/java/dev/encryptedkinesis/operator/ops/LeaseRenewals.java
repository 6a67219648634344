package dev.encryptedkinesis.operator.ops;

import dev.encryptedkinesis.operator.reconcile.Tenure;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/**
 * When this process last renewed the lease, as seen on the way to the API server: the election tells only that it took the
 * lease, and, a while after the fact, that it lost it. It renews in one thread, one time after the other.
 */
final class LeaseRenewals implements Interceptor, Tenure {

    private static final Pattern PATH = Pattern.compile(".*/namespaces/[^/]+/leases(/" + StreamOperator.LEASE + ")?");

    private final Clock clock;
    private volatile Instant asked = Instant.EPOCH;
    private volatile Instant renewed = Instant.EPOCH;

    LeaseRenewals(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
        if (isRenewal(request)) {
            asked = clock.instant();
        }
    }

    @Override
    public void after(HttpRequest request, HttpResponse<?> response, AsyncBody.Consumer<List<ByteBuffer>> consumer) {
        if (isRenewal(request) && response.isSuccessful()) {
            renewed = asked;
        }
    }

    @Override
    public Instant lastCertain(Instant now) {
        Instant certain = renewed.plus(StreamOperator.RENEWED_WITHIN);
        return certain.isBefore(now) ? certain : now;
    }

    private static boolean isRenewal(HttpRequest request) {
        return !request.method().equals("GET")
                && PATH.matcher(request.uri().getPath()).matches();
    }
}
