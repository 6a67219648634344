package dev.encryptedkinesis.operator.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A standard queue, after the SQS developer guide: "at-least-once delivery" and "best-effort ordering", "visibility
 * timeout", and of DeleteMessage that it "might not delete" by an older receipt, and that a deleted message may come again.
 * How often the rare things happen AWS does not say: here often, drawn by seed.
 */
final class Queue {
    private static final Duration VISIBILITY_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration RETENTION = Duration.ofDays(4);
    private static final int MOST_IN_FLIGHT = 120_000;

    private static final double DELIVERED_TWICE = 0.1;
    private static final double NOT_DELETED = 0.05;
    private static final double SEEN_AFTER_DELETION = 0.02;

    private final World world;
    private final List<Stored> messages = new ArrayList<>();
    private Optional<String> url = Optional.empty();

    /** One receipt of a message. */
    record Receipt(String id, String handle, String body) {}

    private static final class Stored {
        private final String id;
        private final String body;
        private final Instant sentAt;
        private Instant visibleFrom;
        private String handle = "";
        private boolean isGoing;

        private Stored(String id, String body, Instant sentAt) {
            this.id = id;
            this.body = body;
            this.sentAt = sentAt;
            this.visibleFrom = sentAt;
        }
    }

    Queue(World world) {
        this.world = world;
    }

    String create() {
        url = Optional.of("https://sqs.%s.amazonaws.com/%s/events".formatted(world.region(), world.account()));
        return url.get();
    }

    String url() {
        return url.orElseThrow();
    }

    String arn() {
        return world.arn(Service.SQS, "events");
    }

    void requireAt(String called) {
        if (!url.equals(Optional.of(called))) {
            throw SqsError.QUEUE_DOES_NOT_EXIST.as("The specified queue does not exist.");
        }
    }

    String send(String body) {
        String id = uuid();
        messages.add(new Stored(id, body, world.now()));
        return id;
    }

    int size() {
        return messages.size();
    }

    /** In any order. It does not wait for messages: time is the test's. */
    List<Receipt> receive(int most) {
        Instant now = world.now();
        messages.removeIf(message -> !message.sentAt.plus(RETENTION).isAfter(now));
        long inFlight = messages.stream()
                .filter(message -> message.visibleFrom.isAfter(now))
                .count();
        if (inFlight >= MOST_IN_FLIGHT) {
            throw SqsError.OVER_LIMIT.as("Too many messages in flight.");
        }
        List<Stored> visible = drawn(
                messages.stream()
                        .filter(message -> !message.visibleFrom.isAfter(now))
                        .toList(),
                most);
        List<Receipt> receipts =
                visible.stream().map(message -> receipt(message, now)).toList();
        messages.removeIf(message -> message.isGoing && visible.contains(message));
        return receipts;
    }

    private List<Stored> drawn(List<Stored> from, int most) {
        List<Stored> left = new ArrayList<>(from);
        List<Stored> drawn = new ArrayList<>();
        while (drawn.size() < most && !left.isEmpty()) {
            Stored next = world.dice().oneOf("queue order", left);
            left.remove(next);
            drawn.add(next);
        }
        return drawn;
    }

    private Receipt receipt(Stored message, Instant now) {
        message.handle = uuid();
        if (world.dice().share("queue duplicates") >= DELIVERED_TWICE) {
            message.visibleFrom = now.plus(VISIBILITY_TIMEOUT);
        }
        return new Receipt(message.id, message.handle, message.body);
    }

    /** Whether it says that it did. */
    boolean delete(String handle) {
        if (world.dice().share("queue deletion") < NOT_DELETED) {
            return false;
        }
        Optional<Stored> found = messages.stream()
                .filter(message -> message.handle.equals(handle))
                .findFirst();
        if (found.isPresent() && world.dice().share("queue deletion") < SEEN_AFTER_DELETION) {
            found.get().isGoing = true;
        } else {
            found.ifPresent(messages::remove);
        }
        return true;
    }

    private String uuid() {
        return world.dice().uuid("queue").toString();
    }
}
