package dev.encryptedkinesis.operator.stream;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How far what is wanted has been carried out.
 *
 * @param efforts the changes that AWS accepted since the spec was last edited, each once; at most those of 24 hours
 * @param resharding the way on which the number of shards is
 */
public record Progress(List<Effort> efforts, Optional<Resharding> resharding) {

    public static final Progress NONE = new Progress(List.of(), Optional.empty());

    private static final int LONGEST_NAME = 200;

    public Progress {
        efforts = List.copyOf(efforts);
    }

    /** Whoever edits the spec may ask for what was there before: that is nobody's undoing. */
    public Progress forNewSpec() {
        return new Progress(List.of(), resharding);
    }

    /** Whoever deletes the stream again and again undoes our creations. */
    Progress onNewStream() {
        return new Progress(efforts, Optional.empty());
    }

    /** The progress after AWS has accepted an action. */
    public Progress after(StreamAction action, Instant now) {
        List<Effort> counted = new ArrayList<>();
        Effort made = new Effort(name(action), 1, now);
        for (Effort effort : efforts) {
            if (effort.counts(now) && effort.change().equals(made.change())) {
                made = effort.again(now);
            } else if (effort.counts(now)) {
                counted.add(effort);
            }
        }
        counted.add(made);
        return new Progress(counted, resharding);
    }

    /** Whether AWS accepted it since the spec was last edited. */
    boolean hasMade(StreamHistory.Change change) {
        return efforts.stream().anyMatch(effort -> effort.change().equals(name(change.description())));
    }

    /** The effort that this action would be made again for, if it has been undone so often that it must wait. */
    Optional<Effort> contested(StreamAction action, Instant now) {
        return efforts.stream()
                .filter(effort -> effort.change().equals(name(action)))
                .filter(effort -> effort.isContested() && effort.nextAt().isAfter(now))
                .findFirst();
    }

    /** The tags that an action names may be 50, of 128 characters each, and the status keeps every effort. */
    static String name(StreamAction action) {
        return name(action.description());
    }

    private static String name(String description) {
        return description.length() <= LONGEST_NAME ? description : description.substring(0, LONGEST_NAME);
    }

    /** The history of the number of shards, as far as it leads to what is wanted. */
    Progress towards(Capacity wanted, int open, Instant now) {
        if (!(wanted instanceof Capacity.Provisioned provisioned) || provisioned.shards() == open) {
            return new Progress(efforts, Optional.empty());
        }
        return new Progress(
                efforts,
                resharding
                        .filter(way -> way.to() == provisioned.shards())
                        .or(() -> Optional.of(new Resharding(open, provisioned.shards(), now))));
    }
}
