package dev.encryptedkinesis.operator.aws.budget;

import dev.encryptedkinesis.operator.stream.Errand;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Leaves a share of each of AWS's call rates to the other programs of the account: there is one allowance for each account,
 * Region and operation, whoever in this process makes the calls.
 */
public final class CallBudgets implements Budgets {

    private final double share;
    private final LongSupplier nanoTime;
    private final Map<Place, Allowance> allowances = new ConcurrentHashMap<>();
    private final ThreadLocal<Trip> current = new ThreadLocal<>();

    /** @param reserved what the errand has taken of, and has not used */
    private record Trip(Errand errand, List<Allowance> reserved) {}

    private record Place(String account, String region, Quota quota) {}

    /**
     * How much may be asked of one operation.
     *
     * @param rate calls a second that are allowed just now
     * @param tokens calls that could be made at once; less than 0 if some were made ahead of their time
     * @param waits how many times a call has been put off
     */
    public record Level(String account, String region, String operation, double rate, long tokens, long waits) {}

    /**
     * @param share of each rate that this operator may use: more than 0, and 1 at most
     * @param nanoTime a time that never goes back
     */
    public CallBudgets(double share, LongSupplier nanoTime) {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("a share is more than 0 and at most 1, and not " + share);
        }
        this.share = share;
        this.nanoTime = nanoTime;
    }

    @Override
    public Budget of(String account, String region) {
        return new OfPlace(account, region);
    }

    @Override
    public void known(String name, String account) {
        allowances.forEach((place, allowance) -> {
            if (place.account().equals(name)) {
                allowances.putIfAbsent(new Place(account, place.region(), place.quota()), allowance);
                allowances.remove(place);
            }
        });
    }

    @Override
    public <T> T on(Errand errand, Supplier<T> work) {
        Trip before = current.get();
        Trip trip = new Trip(errand, new ArrayList<>());
        current.set(trip);
        try {
            return work.get();
        } finally {
            trip.reserved().forEach(Allowance::giveBack);
            if (before == null) {
                current.remove();
            } else {
                current.set(before);
            }
        }
    }

    /** Of all that has been asked so far. */
    public List<Level> levels() {
        return allowances.entrySet().stream()
                .map(entry -> level(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Level level(Place place, Allowance allowance) {
        return new Level(
                place.account(),
                place.region(),
                place.quota().operation(),
                allowance.rate(),
                allowance.tokens(),
                allowance.waits());
    }

    private final class OfPlace implements Budget {

        private final String account;
        private final String region;

        OfPlace(String account, String region) {
            this.account = account;
            this.region = region;
        }

        @Override
        public void take(Quota quota) {
            Allowance allowance = allowance(quota);
            Optional.ofNullable(current.get())
                    .ifPresentOrElse(
                            trip -> {
                                if (trip.reserved().remove(allowance)) {
                                    allowance.use(trip.errand());
                                } else {
                                    allowance.take(trip.errand());
                                }
                            },
                            allowance::overdraw);
        }

        @Override
        public void reserve(Quota quota) {
            Allowance allowance = allowance(quota);
            Optional.ofNullable(current.get()).ifPresent(trip -> {
                allowance.reserve(trip.errand());
                trip.reserved().add(allowance);
            });
        }

        @Override
        public void reserveAhead(Quota quota) {
            Allowance allowance = allowance(quota);
            Optional.ofNullable(current.get()).ifPresent(trip -> {
                allowance.overdraw();
                trip.reserved().add(allowance);
            });
        }

        @Override
        public void overdraw(Quota quota) {
            allowance(quota).overdraw();
        }

        @Override
        public void throttled(Quota quota) {
            allowance(quota).throttled();
        }

        @Override
        public void succeeded(Quota quota) {
            allowance(quota).succeeded();
        }

        private Allowance allowance(Quota quota) {
            return allowances.computeIfAbsent(
                    new Place(account, region, quota),
                    place -> new Allowance(quota.operation(), share * quota.perSecond(), nanoTime));
        }
    }
}
