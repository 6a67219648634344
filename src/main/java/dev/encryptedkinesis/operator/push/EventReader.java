package dev.encryptedkinesis.operator.push;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.encryptedkinesis.operator.json.StrictJson;
import dev.encryptedkinesis.operator.push.Hint.Aspect;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Reads what EventBridge sends (EventBridge user guide, "AWS service events delivered via AWS CloudTrail"; KMS developer
 * guide, "Automate with Amazon EventBridge"). Whoever can write to the queue chooses all of it, so nothing is taken over
 * that has not the form of what it is taken for.
 */
final class EventReader {

    /** In characters. EventBridge takes no event of more than 256 KiB. */
    static final int LONGEST = 262_144;

    /** AWS names one or two things in an event. */
    static final int MOST_HINTS = 8;

    private static final int DEEPEST = 32;

    private static final String KINESIS = "aws.kinesis";
    private static final String KMS = "aws.kms";

    /** Of these, KMS itself tells; the key stands in the event's resources. */
    private static final Set<String> TOLD_BY_KMS =
            Set.of("KMS CMK Deletion", "KMS CMK Rotation", "KMS Imported Key Material Expiration");

    /** What CloudTrail tells: a call, or what a service did by itself. */
    private static final Set<String> TOLD_BY_CLOUDTRAIL =
            Set.of("AWS API Call via CloudTrail", "AWS Service Event via CloudTrail");

    private static final Set<String> CHANGES_OF_ATTACHMENTS = Set.of(
            "AddTagsToStream",
            "RemoveTagsFromStream",
            "TagResource",
            "UntagResource",
            "RegisterStreamConsumer",
            "DeregisterStreamConsumer",
            "PutResourcePolicy",
            "DeleteResourcePolicy");

    private static final List<String> STREAM_FIELDS = List.of(
            "/detail/requestParameters/streamName",
            "/detail/requestParameters/streamARN",
            "/detail/requestParameters/resourceARN",
            "/detail/requestParameters/consumerARN");

    private static final List<String> KEY_FIELDS = List.of(
            "/detail/requestParameters/keyId",
            "/detail/requestParameters/targetKeyId",
            "/detail/requestParameters/aliasName",
            "/detail/responseElements/keyId",
            "/detail/serviceEventDetails/keyId",
            "/detail/key-id");

    private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");
    private static final Pattern REGION = Pattern.compile("[a-z]{2}[a-z0-9-]{1,28}");
    private static final Pattern STREAM_NAME = Pattern.compile("[a-zA-Z0-9_.-]{1,128}");

    /** A stream's ARN, or that of one of its consumers. */
    private static final Pattern STREAM_ARN = Pattern.compile(
            "arn:aws[a-z-]{0,20}:kinesis:([a-z0-9-]{1,30}):([0-9]{12}):stream/([a-zA-Z0-9_.-]{1,128})(/consumer/.{1,200})?");

    private static final Pattern KEY = Pattern.compile("key/[a-zA-Z0-9-]{1,64}|alias/[a-zA-Z0-9/_-]{1,250}");
    private static final Pattern KEY_ID = Pattern.compile("[a-zA-Z0-9-]{1,64}");
    private static final Pattern KEY_ARN =
            Pattern.compile("arn:aws[a-z-]{0,20}:kms:([a-z0-9-]{1,30}):[0-9]{12}:(" + KEY.pattern() + ")");

    private static final JsonMapper JSON = StrictJson.ofDepth(DEEPEST).build();

    private final JsonNode event;

    private EventReader(JsonNode event) {
        this.event = event;
    }

    static Notice read(String body) {
        if (body.length() > LONGEST) {
            return new Notice.Unreadable();
        }
        try {
            return new EventReader(JSON.readTree(body)).notice();
        } catch (JacksonException notJson) {
            return new Notice.Unreadable();
        }
    }

    private Notice notice() {
        String source = text("/source");
        String type = text("/detail-type");
        if (source.isEmpty() || type.isEmpty() || !event.path("detail").isObject()) {
            return new Notice.Unreadable();
        }
        boolean isChange = source.equals(KMS) && TOLD_BY_KMS.contains(type)
                || (source.equals(KINESIS) || source.equals(KMS))
                        && TOLD_BY_CLOUDTRAIL.contains(type)
                        && hasChangedSomething();
        if (!isChange) {
            return new Notice.Irrelevant();
        }
        Set<Hint> about = (source.equals(KINESIS) ? streams() : keys())
                .limit(MOST_HINTS)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return at().filter(time -> !about.isEmpty())
                .<Notice>map(time -> new Notice.Change(time, about))
                .orElseGet(Notice.Unreadable::new);
    }

    /** To be woken by one's own looks would never end. What records and data keys are asked for is not for here either. */
    private boolean hasChangedSomething() {
        return text("/detail/errorCode").isEmpty()
                && !event.at("/detail/readOnly").asBoolean(false)
                && event.at("/detail/managementEvent").asBoolean(true);
    }

    private Stream<Hint> streams() {
        Aspect aspect =
                CHANGES_OF_ATTACHMENTS.contains(text("/detail/eventName")) ? Aspect.ATTACHMENTS : Aspect.DESCRIPTION;
        return named(STREAM_FIELDS).flatMap(text -> stream(text, aspect).stream());
    }

    private Optional<Hint> stream(String named, Aspect aspect) {
        Matcher arn = STREAM_ARN.matcher(named);
        if (arn.matches()) {
            return Optional.of(new Hint.Stream(Optional.of(arn.group(2)), arn.group(1), arn.group(3), aspect));
        }
        return region().filter(region -> STREAM_NAME.matcher(named).matches())
                .map(region -> new Hint.Stream(
                        Optional.of(text("/account")).filter(ACCOUNT.asMatchPredicate()), region, named, aspect));
    }

    private Stream<Hint> keys() {
        return named(KEY_FIELDS).flatMap(text -> key(text).stream());
    }

    private Optional<Hint> key(String named) {
        Matcher arn = KEY_ARN.matcher(named);
        if (arn.matches()) {
            return Optional.of(new Hint.Key(arn.group(1), arn.group(2)));
        }
        Optional<String> resource = KEY.matcher(named).matches()
                ? Optional.of(named)
                : Optional.of("key/" + named).filter(id -> KEY_ID.matcher(named).matches());
        return resource.flatMap(id -> region().map(region -> new Hint.Key(region, id)));
    }

    /** Where AWS says which thing an event is about: in a field of its service's, or in the resources of either form. */
    private Stream<String> named(List<String> fields) {
        return Stream.of(
                        fields.stream().map(this::text),
                        elements("/detail/resources").map(resource -> text(resource.path("ARN"))),
                        elements("/resources").map(EventReader::text))
                .flatMap(texts -> texts)
                .filter(text -> !text.isEmpty());
    }

    private Stream<JsonNode> elements(String pointer) {
        JsonNode list = event.at(pointer);
        return list.isArray() ? StreamSupport.stream(list.spliterator(), false) : Stream.empty();
    }

    private Optional<String> region() {
        return Optional.of(text("/region")).filter(REGION.asMatchPredicate());
    }

    /** The call's own time, and else the event's: that of a call is the same. */
    private Optional<Instant> at() {
        return Stream.of(text("/detail/eventTime"), text("/time"))
                .flatMap(text -> instant(text).stream())
                .findFirst();
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException notATime) {
            return Optional.empty();
        }
    }

    private String text(String pointer) {
        return text(event.at(pointer));
    }

    /** Empty if there is no text. */
    private static String text(JsonNode node) {
        return Optional.ofNullable(node.textValue()).orElse("");
    }
}
