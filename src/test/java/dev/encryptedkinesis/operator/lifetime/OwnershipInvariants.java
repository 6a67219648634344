package dev.encryptedkinesis.operator.lifetime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStreamSpec;
import dev.encryptedkinesis.operator.simulation.Caller;
import dev.encryptedkinesis.operator.simulation.JournalEntry;
import dev.encryptedkinesis.operator.simulation.Operation;
import java.util.Comparator;
import java.util.stream.Stream;

/** Who may change the stream, judged at each change. */
final class OwnershipInvariants {

    private static final Comparator<EncryptedKinesisStream> BY_AGE =
            Comparator.<EncryptedKinesisStream, String>comparing(
                            object -> object.getMetadata().getCreationTimestamp())
                    .thenComparing(object -> object.getMetadata().getName());

    private final VirtualCluster cluster;
    private boolean isStrangers;
    private boolean mayAdopt;

    OwnershipInvariants(VirtualCluster cluster) {
        this.cluster = cluster;
    }

    void specApplied(EncryptedKinesisStreamSpec spec) {
        mayAdopt |= adopts(spec);
    }

    private static boolean adopts(EncryptedKinesisStreamSpec spec) {
        return spec.adoptionPolicy() != null && spec.adoptionPolicy().startsWith("Adopt");
    }

    void check(Pass pass) {
        checkAdoption(pass);
        pass.changes().forEach(change -> checkRight(change, pass.object()));
    }

    void checkAdoption(Pass pass) {
        pass.journal().stream()
                .filter(entry -> entry.tookEffect() && entry.resource().equals(World.STREAM))
                .forEach(this::checkAdoption);
    }

    /** A stream of somebody else's making is touched only if, since it was made, an object was there to adopt it. */
    private void checkAdoption(JournalEntry change) {
        if (change.operation() == Operation.CREATE_STREAM) {
            isStrangers = change.caller() != Caller.OPERATOR;
            // Those that a lost watch hides from the operator count when it sees them.
            mayAdopt = Stream.concat(cluster.all().stream(), cluster.seen().values().stream())
                    .map(EncryptedKinesisStream::getSpec)
                    .anyMatch(OwnershipInvariants::adopts);
        } else if (change.caller() == Caller.OPERATOR) {
            assertThat(isStrangers && !mayAdopt)
                    .as("a stream that nobody was asked to adopt is left alone: %s", change)
                    .isFalse();
        }
    }

    private void checkRight(JournalEntry change, EncryptedKinesisStream changer) {
        assertThat(changer)
                .as("who only observes changes nothing: %s", change)
                .matches(OwnershipInvariants::claimsItsStream);
        assertThat(cluster.seen().values())
                .as(
                        "an object changes nothing as long as, for all the operator sees, an older one wants the stream: %s",
                        change)
                .noneMatch(other -> claimsItsStream(other)
                        && other.getSpec().streamName().equals(changer.getSpec().streamName())
                        && BY_AGE.compare(other, changer) < 0);
        if (change.operation() == Operation.DELETE_STREAM) {
            assertThat(changer)
                    .as("a stream goes only with an object that is to take it along")
                    .matches(object -> object.isMarkedForDeletion()
                            && object.getSpec().deletionPolicy() != null
                            && object.getSpec().deletionPolicy().startsWith("Delete"));
        }
    }

    private static boolean claimsItsStream(EncryptedKinesisStream object) {
        return !"ObserveOnly".equals(object.getSpec().managementPolicy());
    }
}
