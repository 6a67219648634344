package dev.encryptedkinesis.operator.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import dev.encryptedkinesis.operator.aws.LoopbackServer;
import dev.encryptedkinesis.operator.simulation.SimulatedAws;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.utils.builder.Buildable;

/**
 * Simulated AWS for another process: Kinesis and KMS in AWS's JSON protocol, one account in several Regions, and of STS who one
 * is. Signatures are not checked; the Region is read off them.
 */
final class AwsServer implements AutoCloseable {

    /** As in {@code Credential=AKID/20300101/eu-west-1/kinesis/aws4_request}. */
    private static final Pattern REGION = Pattern.compile("Credential=[^/]+/[0-9]+/([^/]+)/");

    private static final String IDENTITY = """
            <GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>
            <Arn>arn:aws:iam::%1$s:user/bench</Arn><UserId>bench</UserId><Account>%1$s</Account>
            </GetCallerIdentityResult></GetCallerIdentityResponse>
            """;

    private final ObjectMapper json = new ObjectMapper();
    private final Map<String, SimulatedAws> regions;
    private final String account;
    private final LoopbackServer server;

    /** @param regions by their names */
    AwsServer(String account, Map<String, SimulatedAws> regions) throws IOException {
        this.account = account;
        this.regions = regions;
        this.server = new LoopbackServer(this::handle);
    }

    String url() {
        return server.url();
    }

    @Override
    public void close() {
        server.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
            if (target == null) {
                answer(exchange, 200, "text/xml", IDENTITY.formatted(account));
                return;
            }
            try {
                SdkPojo answer = call(target, json.readTree(body), region(exchange));
                answer(
                        exchange,
                        200,
                        "application/x-amz-json-1.1",
                        SdkJson.write(answer).toString());
            } catch (AwsServiceException e) {
                answer(
                        exchange,
                        e.statusCode(),
                        "application/x-amz-json-1.1",
                        json.createObjectNode()
                                .put("__type", e.awsErrorDetails().errorCode())
                                .put("message", e.awsErrorDetails().errorMessage())
                                .toString());
            }
        } catch (RuntimeException | IOException e) {
            e.printStackTrace(); // nobody else would tell, and the operator sees only a connection that ends
            throw e;
        }
    }

    private SimulatedAws region(HttpExchange exchange) {
        Matcher region =
                REGION.matcher(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
        if (!region.find() || !regions.containsKey(region.group(1))) {
            throw new IllegalArgumentException("a request for no Region that there is");
        }
        return regions.get(region.group(1));
    }

    /** @param target as in {@code Kinesis_20131202.CreateStream} */
    private static SdkPojo call(String target, JsonNode request, SimulatedAws aws) {
        String operation = target.substring(target.indexOf('.') + 1);
        return target.startsWith("Kinesis_")
                ? call(KinesisClient.class, aws.kinesis(), operation, request)
                : call(KmsClient.class, aws.kms(), operation, request);
    }

    private static <C> SdkPojo call(Class<C> type, C client, String operation, JsonNode request) {
        try {
            Class<?> model = Class.forName(type.getPackageName() + ".model." + operation + "Request");
            SdkPojo builder = (SdkPojo) model.getMethod("builder").invoke(null);
            SdkJson.read(request, builder);
            String method = Character.toLowerCase(operation.charAt(0)) + operation.substring(1);
            return (SdkPojo) type.getMethod(method, model).invoke(client, ((Buildable) builder).build());
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException refusal) {
                throw refusal;
            }
            throw new IllegalStateException(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(operation, e);
        }
    }

    private static void answer(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
