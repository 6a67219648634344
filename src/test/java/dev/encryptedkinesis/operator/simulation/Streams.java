package dev.encryptedkinesis.operator.simulation;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The account's streams, found by name or ARN. */
final class Streams {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_.-]{1,128}");
    private static final Pattern ARN = Pattern.compile("arn:aws:kinesis:([^:]*):([^:]*):stream/([^/]+)(/.*)?");

    /** A stream and what it was at the instant asked for. */
    record Found(SimulatedStream stream, StreamVersion version) {}

    private final World world;
    private final Map<String, Timeline<SimulatedStream>> byName = new TreeMap<>();

    Streams(World world) {
        this.world = world;
    }

    /** What to call the stream that a request names, whatever may be wrong with it. */
    static String nameOf(String name, String arn) {
        if (name != null) {
            return name;
        }
        if (arn == null) {
            return "*";
        }
        var parts = ARN.matcher(arn);
        return parts.matches() ? parts.group(3) : arn;
    }

    String arn(String name) {
        return world.arn(Service.KINESIS, "stream/" + name);
    }

    void checkName(String name) {
        if (name == null || !NAME.matcher(name).matches()) {
            throw KinesisError.VALIDATION.as(
                    "1 validation error detected: Value '%s' at 'streamName' failed to satisfy constraint: "
                            + "Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+",
                    name);
        }
    }

    void add(SimulatedStream stream) {
        byName.computeIfAbsent(stream.name(), name -> new Timeline<>()).set(stream.createdAt(), stream);
    }

    Optional<Found> at(Instant instant, String name) {
        return Optional.ofNullable(byName.get(name)).flatMap(incarnations -> at(instant, incarnations));
    }

    /** By name, each as it was at the instant that the read happens to see of it: a list may mix old and new. */
    Stream<Found> allSeen() {
        return byName.entrySet().stream()
                .flatMap(named -> at(world.sight().of(named.getKey()), named.getValue()).stream());
    }

    /** By name. */
    Stream<Found> all(Instant instant) {
        return all(instant, byName.values());
    }

    /** The one that had this name last, even if it is gone. */
    Optional<SimulatedStream> last(String name) {
        return Optional.ofNullable(byName.get(name)).flatMap(incarnations -> incarnations.at(Instant.MAX));
    }

    /** The stream for a read: as it was at the instant that the read happens to see. */
    Found seen(String name, String arn) {
        String wanted = identify(name, arn);
        return at(world.sight().of(wanted), wanted).orElseThrow(() -> notFound(wanted));
    }

    /** The stream for a mutation: as it is. */
    Found existing(String name, String arn) {
        String wanted = identify(name, arn);
        return at(world.now(), wanted).orElseThrow(() -> notFound(wanted));
    }

    /** The stream for a mutation that AWS refuses unless the stream is ACTIVE. */
    Found active(String name, String arn) {
        Found found = existing(name, arn);
        if (!found.version().isActive()) {
            throw KinesisError.RESOURCE_IN_USE.as(
                    "Stream %s under account %s not ACTIVE, instead in state %s",
                    found.stream().name(), world.account(), found.version().status());
        }
        return found;
    }

    /** The policy of the stream with this ARN, if it has one. */
    Optional<String> policyOf(String arn) {
        return at(world.now(), nameOf(null, arn))
                .flatMap(found -> found.stream().policy().at(world.now()));
    }

    RuntimeException notFound(String name) {
        return KinesisError.RESOURCE_NOT_FOUND.as("Stream %s under account %s not found.", name, world.account());
    }

    private String identify(String name, String arn) {
        if (name == null && arn == null) {
            throw KinesisError.INVALID_ARGUMENT.as("Either StreamName or StreamARN should be provided.");
        }
        if (arn != null) {
            checkArn(name, arn);
        }
        String wanted = nameOf(name, arn);
        checkName(wanted);
        return wanted;
    }

    private void checkArn(String name, String arn) {
        var parts = ARN.matcher(arn);
        if (!parts.matches()) {
            throw KinesisError.VALIDATION.as(
                    "1 validation error detected: Value '%s' at 'streamARN' failed to satisfy constraint: Member must"
                            + " satisfy regular expression pattern: arn:aws.*:kinesis:.*:\\d{12}:stream/\\S+",
                    arn);
        }
        if (name != null && !name.equals(parts.group(3))) {
            throw KinesisError.INVALID_ARGUMENT.as("StreamName %s and StreamARN %s do not match.", name, arn);
        }
        if (!parts.group(1).equals(world.region()) || !parts.group(2).equals(world.account())) {
            throw notFound(arn);
        }
    }

    private Stream<Found> all(Instant instant, Collection<Timeline<SimulatedStream>> those) {
        return those.stream().flatMap(incarnations -> at(instant, incarnations).stream());
    }

    private static Optional<Found> at(Instant instant, Timeline<SimulatedStream> incarnations) {
        return incarnations
                .at(instant)
                .flatMap(stream -> stream.versions().at(instant).map(version -> new Found(stream, version)));
    }
}
