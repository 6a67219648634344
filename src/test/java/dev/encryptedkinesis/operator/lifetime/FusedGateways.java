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
record FusedGateways(AwsClients aws, Fuse fuse, Runnable whenPutOff) implements Gateways, AccessGateways {

    @Override
    public StreamGateway streams(Realm realm) {
        return new Streams(aws.streams(realm), fuse);
    }

    @Override
    public KeyGateway keys(Realm realm) {
        return new Keys(aws.keys(realm), fuse);
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
        return () -> between(fuse, () -> aws.caller(realm).caller());
    }

    @Override
    public KeyAccessGateway keyAccess(Realm realm) {
        return new KeyAccess(aws.keyAccess(realm), fuse);
    }

    @Override
    public IdentityGateway identities(Realm realm) {
        return question -> between(fuse, () -> aws.identities(realm).decisions(question));
    }

    @Override
    public UsageGateway usage(Realm realm) {
        return aws.usage(realm);
    }

    @Override
    public DenialLog denials(Realm realm) {
        return aws.denials(realm);
    }

    private static <T> T between(Fuse fuse, Supplier<T> call) {
        fuse.before();
        T answer = call.get();
        fuse.after();
        return answer;
    }

    private record Streams(StreamGateway gateway, Fuse fuse) implements StreamGateway {

        @Override
        public Optional<StreamDescription> describe(String streamName) {
            return between(fuse, () -> gateway.describe(streamName));
        }

        @Override
        public StreamRoll roll(SortedSet<String> streamNames) {
            return between(fuse, () -> gateway.roll(streamNames));
        }

        @Override
        public Map<String, String> tags(String streamName) {
            return between(fuse, () -> gateway.tags(streamName));
        }

        @Override
        public List<FanOutConsumer> consumers(String streamArn) {
            return between(fuse, () -> gateway.consumers(streamArn));
        }

        @Override
        public Optional<String> policy(String streamArn) {
            return between(fuse, () -> gateway.policy(streamArn));
        }

        @Override
        public void reserve(Set<Aside> asides) {
            gateway.reserve(asides);
        }

        @Override
        public void carryOut(String streamName, StreamAction action) {
            fuse.before();
            gateway.carryOut(streamName, action);
            fuse.after();
        }
    }

    private record KeyAccess(KeyAccessGateway gateway, Fuse fuse) implements KeyAccessGateway {

        @Override
        public String policy(String keyArn) {
            return between(fuse, () -> gateway.policy(keyArn));
        }

        @Override
        public List<KeyGrant> grants(String keyArn) {
            return between(fuse, () -> gateway.grants(keyArn));
        }

        @Override
        public void give(GrantOrder order) {
            fuse.before();
            gateway.give(order);
            fuse.after();
        }

        @Override
        public void takeBack(String keyArn, String grantId) {
            fuse.before();
            gateway.takeBack(keyArn, grantId);
            fuse.after();
        }
    }

    private record Keys(KeyGateway gateway, Fuse fuse) implements KeyGateway {

        @Override
        public KeyFacts describe(String keyId) {
            return between(fuse, () -> gateway.describe(keyId));
        }
    }
}
