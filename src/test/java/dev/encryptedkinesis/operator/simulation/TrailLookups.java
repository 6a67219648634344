package dev.encryptedkinesis.operator.simulation;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cloudtrail.model.Event;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttribute;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsRequest;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsResponse;
import software.amazon.awssdk.services.cloudtrail.model.Resource;

/** LookupEvents. Errors and limits: the CloudTrail API reference. */
final class TrailLookups {
    private static final Duration HISTORY = Duration.ofDays(90);
    /** Nobody says how long a token lasts. */
    private static final Duration TOKEN_LIFE = Duration.ofMinutes(5);

    private static final int LONGEST_PAGE = 50;

    private final World world;

    /** After which event a page begins, of which lookup. */
    private record Token(Instant issuedAt, int lookup, Instant after, String eventId) {
        static Token parse(String text) {
            try {
                String[] parts = text.split(" ");
                return new Token(
                        Instant.parse(parts[0]), Integer.parseInt(parts[1]), Instant.parse(parts[2]), parts[3]);
            } catch (DateTimeException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
                throw CloudTrailError.INVALID_NEXT_TOKEN.as("Invalid NextToken.");
            }
        }

        String text() {
            return "%s %d %s %s".formatted(issuedAt, lookup, after, eventId);
        }

        boolean isBefore(TrailEvent event) {
            int time = event.at().compareTo(after);
            return time < 0 || time == 0 && event.id().compareTo(eventId) < 0;
        }
    }

    TrailLookups(World world) {
        this.world = world;
    }

    LookupEventsResponse lookup(LookupEventsRequest request) {
        Instant now = world.now();
        int limit = limit(request);
        Instant start = Optional.ofNullable(request.startTime()).orElse(now.minus(HISTORY));
        Instant end = Optional.ofNullable(request.endTime()).orElse(now);
        if (start.isAfter(end)) {
            throw CloudTrailError.INVALID_TIME_RANGE.as("The start time is after the end time.");
        }
        Optional<LookupAttribute> attribute = attribute(request);
        Optional<Token> token = Optional.ofNullable(request.nextToken()).map(text -> token(text, request));
        List<TrailEvent> rest = world.trail()
                .found(now)
                .filter(event -> event.at().isAfter(now.minus(HISTORY)))
                .filter(event -> !event.at().isBefore(start) && !event.at().isAfter(end))
                .filter(event -> attribute.map(any -> has(event, any)).orElse(true))
                .filter(event -> token.map(any -> any.isBefore(event)).orElse(true))
                .toList();
        List<TrailEvent> page = rest.stream().limit(pageSize(limit)).toList();
        boolean more = page.size() < rest.size();
        return LookupEventsResponse.builder()
                .events(page.stream().map(TrailLookups::describe).toList())
                .nextToken(more ? next(request, token, page) : null)
                .build();
    }

    /** A page may be short, even empty, and others follow: drawn by seed. */
    private int pageSize(int limit) {
        return world.dice().oneOf("trail page", List.of(limit, limit, (limit + 1) / 2, 0));
    }

    private String next(LookupEventsRequest request, Optional<Token> token, List<TrailEvent> page) {
        Token begin = token.orElse(
                new Token(world.now(), parameters(request), world.now().plusSeconds(1), "-"));
        Token next = page.isEmpty()
                ? new Token(world.now(), begin.lookup(), begin.after(), begin.eventId())
                : new Token(
                        world.now(),
                        begin.lookup(),
                        page.get(page.size() - 1).at(),
                        page.get(page.size() - 1).id());
        return next.text();
    }

    private Token token(String text, LookupEventsRequest request) {
        Token token = Token.parse(text);
        boolean isGood = token.lookup() == parameters(request)
                && !token.issuedAt().plus(TOKEN_LIFE).isBefore(world.now());
        if (!isGood) {
            throw CloudTrailError.INVALID_NEXT_TOKEN.as("Invalid NextToken.");
        }
        return token;
    }

    /** A token is good for the same parameters only. */
    private static int parameters(LookupEventsRequest request) {
        return request.toBuilder().nextToken(null).build().hashCode();
    }

    private static int limit(LookupEventsRequest request) {
        int limit = Optional.ofNullable(request.maxResults()).orElse(LONGEST_PAGE);
        if (limit < 1 || limit > LONGEST_PAGE) {
            throw CloudTrailError.INVALID_MAX_RESULTS.as("MaxResults has to be from 1 to %d.", LONGEST_PAGE);
        }
        return limit;
    }

    private static Optional<LookupAttribute> attribute(LookupEventsRequest request) {
        if (request.lookupAttributes().size() > 1) {
            throw CloudTrailError.INVALID_LOOKUP_ATTRIBUTES.as("Only one lookup attribute may be given.");
        }
        return request.lookupAttributes().stream().findFirst();
    }

    private static boolean has(TrailEvent event, LookupAttribute attribute) {
        String value = attribute.attributeValue();
        return switch (attribute.attributeKey()) {
            case EVENT_ID -> event.id().equals(value);
            case EVENT_NAME -> event.name().equals(value);
            case EVENT_SOURCE -> TrailEvent.SOURCE.equals(value);
            case READ_ONLY -> "true".equals(value);
            case USERNAME -> event.username().equals(value);
            case RESOURCE_NAME -> event.keyArns().contains(value);
            case RESOURCE_TYPE -> !event.keyArns().isEmpty() && "AWS::KMS::Key".equals(value);
            case ACCESS_KEY_ID -> event.accessKeyId().equals(value);
            case UNKNOWN_TO_SDK_VERSION -> throw CloudTrailError.INVALID_LOOKUP_ATTRIBUTES.as("Unknown attribute key.");
        };
    }

    private static Event describe(TrailEvent event) {
        return Event.builder()
                .eventId(event.id())
                .eventName(event.name())
                .eventSource(TrailEvent.SOURCE)
                .eventTime(event.at())
                .username(event.username())
                .accessKeyId(event.accessKeyId())
                .readOnly("true")
                .resources(event.keyArns().stream()
                        .map(arn -> Resource.builder()
                                .resourceType("AWS::KMS::Key")
                                .resourceName(arn)
                                .build())
                        .toList())
                .cloudTrailEvent(event.document())
                .build();
    }
}
