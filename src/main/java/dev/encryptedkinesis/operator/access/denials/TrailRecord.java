package dev.encryptedkinesis.operator.access.denials;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.encryptedkinesis.operator.json.StrictJson;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the record of an event (CloudTrail user guide, "Record contents"). Parts of it are chosen by whoever made the call,
 * such as the name of a session: nothing is taken over that has not the form of what it is taken for.
 */
public final class TrailRecord {

    /** CloudTrail's own limit is higher; a record of KMS has about two thousand. */
    static final int LONGEST = 100_000;

    private static final int DEEPEST = 16;
    private static final int LONGEST_ARN = 700;

    private static final Set<String> OPERATIONS = Set.of("GenerateDataKey", "Decrypt");
    private static final Set<String> DENIED = Set.of("AccessDenied", "AccessDeniedException");

    /** Of a call that a service makes for somebody, AWS names the service here; nobody else can. */
    private static final Set<String> KINESIS = Set.of("kinesis.amazonaws.com", "kinesis.amazonaws.com.cn");

    private static final Pattern EVENT_ID = Pattern.compile("[0-9A-Za-z-]{1,64}");
    private static final Pattern PRINCIPAL = Pattern.compile(
            "arn:aws[a-z-]*:iam::[0-9]{12}:(role|user)/([a-zA-Z0-9+=,.@_-]+/)*[a-zA-Z0-9+=,.@_-]{1,64}");
    private static final Pattern STREAM =
            Pattern.compile("arn:aws[a-z-]*:kinesis:[a-z0-9-]+:[0-9]{12}:stream/[a-zA-Z0-9_.-]{1,128}");
    private static final Pattern KEY =
            Pattern.compile("arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/[a-zA-Z0-9-]{1,64}");
    private static final Pattern KEY_IN_MESSAGE = Pattern.compile("on resource: (" + KEY.pattern() + ")(?![^ ])");
    private static final Pattern EXPLANATION =
            Pattern.compile(" ((?:because|with) (?:no|an?|the) [A-Za-z][A-Za-z0-9 :-]{1,150})$");

    private static final JsonMapper JSON = StrictJson.ofDepth(DEEPEST).build();

    private final JsonNode event;

    private TrailRecord(JsonNode event) {
        this.event = event;
    }

    /** Empty if it is anything else than a denial of what Kinesis asked of KMS, or cannot be read as one. */
    public static Optional<Denial> denial(String json) {
        if (json.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            return new TrailRecord(JSON.readTree(json)).denial();
        } catch (JacksonException unreadable) {
            return Optional.empty();
        }
    }

    private Optional<Denial> denial() {
        boolean isDenied = "kms.amazonaws.com".equals(text("/eventSource"))
                && OPERATIONS.contains(text("/eventName"))
                && DENIED.contains(text("/errorCode"))
                && (KINESIS.contains(text("/userIdentity/invokedBy")) || KINESIS.contains(text("/sourceIPAddress")));
        Optional<String> id = Optional.of(text("/eventID")).filter(EVENT_ID.asMatchPredicate());
        return isDenied
                ? id.flatMap(eventId -> at().flatMap(at -> principal().map(who -> denial(eventId, at, who))))
                : Optional.empty();
    }

    private Denial denial(String eventId, Instant at, String principal) {
        return new Denial(eventId, at, principal, text("/eventName"), stream(), key(), explanation());
    }

    private Optional<Instant> at() {
        try {
            return Optional.of(Instant.parse(text("/eventTime")));
        } catch (DateTimeParseException notATime) {
            return Optional.empty();
        }
    }

    /** Of a session, whose it is: the session's own ARN does not have the role's path. */
    private Optional<String> principal() {
        return switch (text("/userIdentity/type")) {
            case "AssumedRole" -> arn("/userIdentity/sessionContext/sessionIssuer/arn", PRINCIPAL);
            case "IAMUser" -> arn("/userIdentity/arn", PRINCIPAL);
            default -> Optional.empty();
        };
    }

    private Optional<String> stream() {
        JsonNode context = event.at("/requestParameters/encryptionContext").path("aws:kinesis:arn");
        return arn(context, STREAM);
    }

    /** Of a denied call CloudTrail tells more or less; what it does not tell may be in the message. */
    private Optional<String> key() {
        return arn("/requestParameters/keyId", KEY)
                .or(() -> arn("/resources/0/ARN", KEY))
                .or(() -> {
                    Matcher matcher = KEY_IN_MESSAGE.matcher(text("/errorMessage"));
                    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
                });
    }

    private Optional<String> explanation() {
        Matcher matcher = EXPLANATION.matcher(text("/errorMessage"));
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private Optional<String> arn(String pointer, Pattern form) {
        return arn(event.at(pointer), form);
    }

    private static Optional<String> arn(JsonNode node, Pattern form) {
        return Optional.ofNullable(node.textValue())
                .filter(text -> text.length() <= LONGEST_ARN)
                .filter(form.asMatchPredicate());
    }

    /** Empty if there is no text. */
    private String text(String pointer) {
        return Optional.ofNullable(event.at(pointer).textValue()).orElse("");
    }
}
