package dev.encryptedkinesis.operator.aws;

import dev.encryptedkinesis.operator.stream.Failure;
import dev.encryptedkinesis.operator.stream.Failure.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Locale;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

/** What it means that a call ended without an answer. What counts is whether the request can have left. */
final class MissingAnswer {

    private MissingAnswer() {}

    static Failure failure(AwsOperation operation, SdkException exception) {
        Throwable root = root(exception);
        if (root instanceof UnknownHostException) {
            return notSent(operation, "UnknownHost", "there is no host " + PlainText.of(root.getMessage()));
        }
        if (root instanceof SSLHandshakeException || root instanceof SSLPeerUnverifiedException) {
            return notSent(operation, "TlsFailed", "no TLS connection: " + PlainText.of(root.getMessage()));
        }
        if (isFailureToConnect(root)) {
            return notSent(operation, "ConnectionFailed", PlainText.of(root.getMessage()));
        }
        if (isTimeout(exception, root)) {
            return lost(operation, "Timeout", "No answer came in time");
        }
        if (root instanceof IOException && isOfTheNetwork(root)) {
            return lost(operation, "ConnectionLost", "The connection broke: " + PlainText.of(root.getMessage()));
        }
        // The SDK's own words name its classes; the log has them, as the exception's cause.
        return lost(operation, "NoAnswer", "The call ended without a readable answer");
    }

    private static Failure notSent(AwsOperation operation, String code, String what) {
        String message = "%s cannot be reached: %s; check the Region, DNS, network policies, proxies and %s"
                .formatted(
                        operation.service().displayName(),
                        what,
                        operation.service().endpointVariable());
        return new Failure(Kind.TRANSIENT, operation.awsName(), code, message);
    }

    private static Failure lost(AwsOperation operation, String code, String what) {
        String message = switch (operation.effect()) {
            case NONE -> what;
            case CHANGE -> what + "; AWS may or may not have carried out the request";
        };
        return new Failure(FailureClassification.unanswered(operation), operation.awsName(), code, message);
    }

    private static boolean isFailureToConnect(Throwable root) {
        return root instanceof ConnectException
                || root instanceof NoRouteToHostException
                || root instanceof SocketTimeoutException && isAboutConnecting(root);
    }

    /** The JDK has one class for both timeouts. */
    private static boolean isAboutConnecting(Throwable timeout) {
        String said = timeout.getMessage();
        return said != null && said.toLowerCase(Locale.ROOT).startsWith("connect");
    }

    private static boolean isTimeout(SdkException exception, Throwable root) {
        return exception instanceof ApiCallTimeoutException
                || exception instanceof ApiCallAttemptTimeoutException
                || root instanceof SocketTimeoutException;
    }

    private static boolean isOfTheNetwork(Throwable root) {
        String origin = root.getClass().getPackageName();
        return origin.startsWith("java") || origin.startsWith("javax.net");
    }

    private static Throwable root(Throwable exception) {
        Throwable root = exception;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
