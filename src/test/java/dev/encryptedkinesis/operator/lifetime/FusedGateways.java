package dev.encryptedkinesis.operator.lifetime;

import dev.encryptedkinesis.operator.stream.Gateways;
import dev.encryptedkinesis.operator.stream.KeyFacts;
import dev.encryptedkinesis.operator.stream.KeyGateway;
import dev.encryptedkinesis.operator.stream.StreamAction;
import dev.encryptedkinesis.operator.stream.StreamDescription;
import dev.encryptedkinesis.operator.stream.StreamGateway;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Gateways to AWS before and after each call of which the process may end. */
record FusedGateways(Gateways aws, Crash.Fuse fuse) implements Gateways {

    @Override
    public StreamGateway streams(String region) {
        return new Streams(aws.streams(region), fuse);
    }

    @Override
    public KeyGateway keys(String region) {
        return new Keys(aws.keys(region), fuse);
    }

    private static <T> T between(Crash.Fuse fuse, Supplier<T> call) {
        fuse.pass();
        T answer = call.get();
        fuse.pass();
        return answer;
    }

    private record Streams(StreamGateway gateway, Crash.Fuse fuse) implements StreamGateway {

        @Override
        public Optional<StreamDescription> describe(String streamName) {
            return between(fuse, () -> gateway.describe(streamName));
        }

        @Override
        public Map<String, String> tags(String streamName) {
            return between(fuse, () -> gateway.tags(streamName));
        }

        @Override
        public void carryOut(String streamName, StreamAction action) {
            fuse.pass();
            gateway.carryOut(streamName, action);
            fuse.pass();
        }
    }

    private record Keys(KeyGateway gateway, Crash.Fuse fuse) implements KeyGateway {

        @Override
        public KeyFacts describe(String keyId) {
            return between(fuse, () -> gateway.describe(keyId));
        }
    }
}
