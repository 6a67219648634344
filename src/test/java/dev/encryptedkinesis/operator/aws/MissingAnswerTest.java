package dev.encryptedkinesis.operator.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.encryptedkinesis.operator.stream.Failure;
import dev.encryptedkinesis.operator.stream.Failure.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

class MissingAnswerTest {

    static Stream<Arguments> requestsThatNeverLeft() {
        return Stream.of(
                Arguments.of(new UnknownHostException("kinesis.nowhere-1.amazonaws.com"), "UnknownHost", "nowhere-1"),
                Arguments.of(new ConnectException("Connection refused"), "ConnectionFailed", "Connection refused"),
                Arguments.of(new NoRouteToHostException("No route to host"), "ConnectionFailed", "No route"),
                Arguments.of(new SocketTimeoutException("Connect timed out"), "ConnectionFailed", "Connect timed out"),
                Arguments.of(new SSLHandshakeException("certificate unknown"), "TlsFailed", "certificate unknown"));
    }

    @ParameterizedTest
    @MethodSource("requestsThatNeverLeft")
    void aChangeThatNeverLeftIsTransient(IOException cause, String code, String words) {
        Failure failure =
                failure(AwsOperation.CREATE_STREAM, clientException("outer", clientException("inner", cause)));

        assertThat(failure.kind()).isEqualTo(Kind.TRANSIENT);
        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.message()).contains("Kinesis cannot be reached", words, "AWS_ENDPOINT_URL_KINESIS");
    }

    static Stream<Arguments> lostAnswers() {
        return Stream.of(
                Arguments.of(ApiCallTimeoutException.create(1), "Timeout"),
                Arguments.of(ApiCallAttemptTimeoutException.create(1), "Timeout"),
                Arguments.of(clientException("x", new SocketTimeoutException("Read timed out")), "Timeout"),
                Arguments.of(clientException("x", new SocketException("Connection reset")), "ConnectionLost"),
                Arguments.of(clientException("x", new IOException("Premature EOF")), "ConnectionLost"),
                Arguments.of(AbortedException.create("Thread was interrupted"), "NoAnswer"),
                Arguments.of(clientException("Unable to unmarshall response (software.amazon.X)", null), "NoAnswer"));
    }

    @ParameterizedTest
    @MethodSource("lostAnswers")
    void aLostAnswerToAChangeIsAmbiguousAndToAQuestionTransient(SdkException lost, String code) {
        Failure change = failure(AwsOperation.CREATE_STREAM, lost);
        Failure question = failure(AwsOperation.DESCRIBE_STREAM_SUMMARY, lost);

        assertThat(change.kind()).isEqualTo(Kind.AMBIGUOUS);
        assertThat(change.message()).contains("may or may not").doesNotContain("software.amazon");
        assertThat(question.kind()).isEqualTo(Kind.TRANSIENT);
        assertThat(question.message()).doesNotContain("may or may not");
        assertThat(change.code()).isEqualTo(question.code()).isEqualTo(code);
    }

    private static Failure failure(AwsOperation operation, SdkException exception) {
        return FailureClassification.of(operation, exception).failure();
    }

    private static SdkClientException clientException(String message, Throwable cause) {
        return SdkClientException.builder().message(message).cause(cause).build();
    }
}
