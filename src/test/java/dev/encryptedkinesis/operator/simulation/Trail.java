package dev.encryptedkinesis.operator.simulation;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.encryptedkinesis.operator.simulation.TrailEvent.Call;
import dev.encryptedkinesis.operator.simulation.TrailEvent.Detail;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What CloudTrail has of Kinesis's calls of KMS on somebody's behalf. The form of the events is that of the CloudTrail
 * user guide, "Record contents", and of the examples in the KMS developer guide, "Logging AWS KMS API calls".
 */
final class Trail {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String KINESIS = "kinesis.amazonaws.com";

    private final List<TrailEvent> events = new ArrayList<>();

    /** Newest first: all that is found at this instant. */
    Stream<TrailEvent> found(Instant now) {
        return events.stream()
                .filter(event -> !event.foundFrom().isAfter(now))
                .sorted(Comparator.comparing(TrailEvent::at)
                        .thenComparing(TrailEvent::id)
                        .reversed());
    }

    void add(World world, AccessRequest request, Decision decision) {
        // KMS guide: a request from another account that is denied is logged in the caller's account only.
        boolean isHere = decision.isAllowed() || request.principal().account().equals(world.account());
        if (!isHere) {
            return;
        }
        Call call = decision.isAllowed()
                ? new Call(request, Optional.empty(), Detail.FULL)
                : new Call(request, Optional.of(decision.message(request)), deniedDetail(world));
        String id = world.dice().uuid("trail").toString();
        String accessKeyId = accessKeyId(request.principal());
        events.add(new TrailEvent(
                id,
                world.now().truncatedTo(ChronoUnit.SECONDS),
                world.after(world.delays().propagation().trail(), "trail"),
                call.operation(),
                request.principal().isRole()
                        ? sessionName(request.principal())
                        : request.principal().name(),
                accessKeyId,
                call.detail() == Detail.MESSAGE ? List.of() : List.of(request.resource()),
                document(world, call, id, accessKeyId).toString()));
    }

    /** Denied calls are seen with and without their parameters, and nothing says when: drawn by seed. */
    private static Detail deniedDetail(World world) {
        return world.dice().oneOf("trail detail", List.of(Detail.values()));
    }

    private static ObjectNode document(World world, Call call, String id, String accessKeyId) {
        ObjectNode event = JSON.createObjectNode();
        event.put("eventVersion", "1.11");
        event.set("userIdentity", identity(world, call.request().principal(), accessKeyId));
        event.put("eventTime", world.now().truncatedTo(ChronoUnit.SECONDS).toString());
        event.put("eventSource", TrailEvent.SOURCE);
        event.put("eventName", call.operation());
        event.put("awsRegion", world.region());
        event.put("sourceIPAddress", KINESIS);
        event.put("userAgent", KINESIS);
        call.error().ifPresent(message -> event.put("errorCode", "AccessDenied").put("errorMessage", message));
        event.set("requestParameters", call.detail() == Detail.FULL ? parameters(call) : JSON.nullNode());
        event.putNull("responseElements");
        event.put("requestID", world.dice().uuid("trail").toString());
        event.put("eventID", id);
        event.put("readOnly", true);
        if (call.detail() != Detail.MESSAGE) {
            event.putArray("resources")
                    .addObject()
                    .put("accountId", Principal.accountOf(call.request().resource()))
                    .put("type", "AWS::KMS::Key")
                    .put("ARN", call.request().resource());
        }
        event.put("eventType", "AwsApiCall");
        event.put("managementEvent", true);
        event.put("recipientAccountId", world.account());
        event.put("eventCategory", "Management");
        return event;
    }

    private static ObjectNode identity(World world, Principal principal, String accessKeyId) {
        String uniqueId = world.identities()
                .find(principal.identityArn(), world.now())
                .map(SimulatedIdentity::uniqueId)
                .orElse("AROAUNKNOWN");
        ObjectNode identity = JSON.createObjectNode();
        identity.put("type", principal.isRole() ? "AssumedRole" : "IAMUser");
        identity.put("principalId", principal.isRole() ? uniqueId + ":" + sessionName(principal) : uniqueId);
        identity.put("arn", principal.sessionArn());
        identity.put("accountId", principal.account());
        identity.put("accessKeyId", accessKeyId);
        if (principal.isRole()) {
            identity.putObject("sessionContext")
                    .putObject("sessionIssuer")
                    .put("type", "Role")
                    .put("principalId", uniqueId)
                    .put("arn", principal.identityArn())
                    .put("accountId", principal.account())
                    .put("userName", principal.name());
        } else {
            identity.put("userName", principal.name());
        }
        identity.put("invokedBy", KINESIS);
        return identity;
    }

    /** A request to decrypt names no key: the ciphertext does. */
    private static ObjectNode parameters(Call call) {
        ObjectNode parameters = JSON.createObjectNode();
        ObjectNode context = parameters.putObject("encryptionContext");
        call.request().encryptionContext().forEach(context::put);
        return call.operation().equals("Decrypt")
                ? parameters.put("encryptionAlgorithm", "SYMMETRIC_DEFAULT")
                : parameters.put("keyId", call.request().resource()).put("keySpec", "AES_256");
    }

    private static String sessionName(Principal principal) {
        return principal.sessionArn().substring(principal.sessionArn().lastIndexOf('/') + 1);
    }

    private static String accessKeyId(Principal principal) {
        String prefix = principal.isRole() ? "ASIA" : "AKIA";
        return prefix + "%016X".formatted((long) principal.sessionArn().hashCode() & 0xFFFFFFFFL);
    }
}
