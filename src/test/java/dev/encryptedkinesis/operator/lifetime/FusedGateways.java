package dev.encryptedkinesis.operator.lifetime;

import dev.encryptedkinesis.operator.access.AccessGateways;
import dev.encryptedkinesis.operator.access.DenialLog;
import dev.encryptedkinesis.operator.access.GrantOrder;
import dev.encryptedkinesis.operator.access.IdentityGateway;
import dev.encryptedkinesis.operator.access.KeyAccessGateway;
import dev.encryptedkinesis.operator.access.KeyGrant;
import dev.encryptedkinesis.operator.access.UsageGateway;
import dev.encryptedkinesis.operator.aws.AwsClients;
import dev.encryptedkinesis.operator.stream.Aside;
import dev.encryptedkinesis.operator.stream.CallerGateway;
import dev.encryptedkinesis.operator.stream.Errand;
import dev.encryptedkinesis.operator.stream.Failure;
import dev.encryptedkinesis.operator.stream.FailureException;
import dev.encryptedkinesis.operator.stream.FanOutConsumer;
import dev.encryptedkinesis.operator.stream.Gateways;
import dev.encryptedkinesis.operator.stream.KeyFacts;
import dev.encryptedkinesis.operator.stream.KeyGateway;
import dev.encryptedkinesis.operator.stream.PutOffException;
import dev.encryptedkinesis.operator.stream.Realm;
import dev.encryptedkinesis.operator.stream.StreamAction;
import dev.encryptedkinesis.operator.stream.StreamDescription;
import dev.encryptedkinesis.operator.stream.StreamGateway;
import dev.encryptedkinesis.operator.stream.StreamRoll;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Supplier;

/**
 * Gateways to AWS before and after each call of which the process may end.
 *
 * @param whenPutOff told of a pass that ends since there is no call for it
 */
record FusedGateways(AwsClients aws, Way way, Runnable whenPutOff) implements Gateways, AccessGateways {

    @Override
    public StreamGateway streams(Realm realm) {
        return new Streams(aws.streams(realm), way);
    }

    @Override
    public KeyGateway keys(Realm realm) {
        return new Keys(aws.keys(realm), way);
    }

    @Override
    public <T> T on(Errand errand, Supplier<T> work) {
        try {
            return aws.on(errand, work);
        } catch (PutOffException e) {
            whenPutOff.run();
            throw e;
        }
    }

    @Override
    public CallerGateway caller(Realm realm) {
        return () -> way.to(() -> aws.caller(realm).caller());
    }

    @Override
    public KeyAccessGateway keyAccess(Realm realm) {
        return new KeyAccess(aws.keyAccess(realm), way);
    }

    @Override
    public IdentityGateway identities(Realm realm) {
        return question -> way.to(() -> aws.identities(realm).decisions(question));
    }

    @Override
    public UsageGateway usage(Realm realm) {
        return aws.usage(realm);
    }

    @Override
    public DenialLog denials(Realm realm) {
        return aws.denials(realm);
    }

    /** The way of a call to AWS, on which a process may end or be suspended. */
    record Way(Fuse fuse, Clock clock) {

        /** AWS refuses what was signed longer ago than that (Signature Version 4). */
        private static final Duration SIGNED_FOR = Duration.ofMinutes(5);

        <T> T to(Supplier<T> call) {
            Instant signed = clock.instant();
            fuse.before();
            if (clock.instant().isAfter(signed.plus(SIGNED_FOR))) {
                throw new FailureException(
                        new Failure(Failure.Kind.TRANSIENT, "A call", "InvalidSignatureException", "Signature expired"),
                        null);
            }
            T answer = call.get();
            fuse.after();
            return answer;
        }

        void to(Runnable call) {
            to(() -> {
                call.run();
                return null;
            });
        }
    }

    private record Streams(StreamGateway gateway, Way way) implements StreamGateway {

        @Override
        public Optional<StreamDescription> describe(String streamName) {
            return way.to(() -> gateway.describe(streamName));
        }

        @Override
        public StreamRoll roll(SortedSet<String> streamNames) {
            return way.to(() -> gateway.roll(streamNames));
        }

        @Override
        public Map<String, String> tags(String streamName) {
            return way.to(() -> gateway.tags(streamName));
        }

        @Override
        public List<FanOutConsumer> consumers(String streamArn) {
            return way.to(() -> gateway.consumers(streamArn));
        }

        @Override
        public Optional<String> policy(String streamArn) {
            return way.to(() -> gateway.policy(streamArn));
        }

        @Override
        public void reserve(Set<Aside> asides) {
            gateway.reserve(asides);
        }

        @Override
        public void carryOut(String streamName, StreamAction action) {
            way.to(() -> gateway.carryOut(streamName, action));
        }
    }

    private record KeyAccess(KeyAccessGateway gateway, Way way) implements KeyAccessGateway {

        @Override
        public String policy(String keyArn) {
            return way.to(() -> gateway.policy(keyArn));
        }

        @Override
        public List<KeyGrant> grants(String keyArn) {
            return way.to(() -> gateway.grants(keyArn));
        }

        @Override
        public void give(GrantOrder order) {
            way.to(() -> gateway.give(order));
        }

        @Override
        public void takeBack(String keyArn, String grantId) {
            way.to(() -> gateway.takeBack(keyArn, grantId));
        }
    }

    private record Keys(KeyGateway gateway, Way way) implements KeyGateway {

        @Override
        public KeyFacts describe(String keyId) {
            return way.to(() -> gateway.describe(keyId));
        }
    }
}
