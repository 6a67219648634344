package dev.encryptedkinesis.operator.aws;

import dev.encryptedkinesis.operator.stream.Arn;
import dev.encryptedkinesis.operator.stream.Aside;
import dev.encryptedkinesis.operator.stream.FanOutConsumer;
import dev.encryptedkinesis.operator.stream.StreamAction;
import dev.encryptedkinesis.operator.stream.StreamDescription;
import dev.encryptedkinesis.operator.stream.StreamGateway;
import dev.encryptedkinesis.operator.stream.StreamRoll;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Consumer;

/** Tells in which account the streams are, by the first that AWS describes: this needs no question and no permission. */
record AccountFinding(StreamGateway gateway, Consumer<String> found) implements StreamGateway {

    @Override
    public Optional<StreamDescription> describe(String streamName) {
        Optional<StreamDescription> seen = gateway.describe(streamName);
        seen.flatMap(description -> Arn.account(description.arn())).ifPresent(found);
        return seen;
    }

    @Override
    public StreamRoll roll(SortedSet<String> streamNames) {
        return gateway.roll(streamNames);
    }

    @Override
    public Map<String, String> tags(String streamName) {
        return gateway.tags(streamName);
    }

    @Override
    public List<FanOutConsumer> consumers(String streamArn) {
        return gateway.consumers(streamArn);
    }

    @Override
    public Optional<String> policy(String streamArn) {
        return gateway.policy(streamArn);
    }

    @Override
    public void reserve(Set<Aside> asides) {
        gateway.reserve(asides);
    }

    @Override
    public void carryOut(String streamName, StreamAction action) {
        gateway.carryOut(streamName, action);
    }
}
