package dev.encryptedkinesis.operator.aws;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainTextTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        Stream orders not found. | Stream orders not found.
        key/1 is off. (Service: AWSKMS; Status Code: 400; Error Code: X; Request ID: 1-2; Proxy: null) | key/1 is off.
        No such key (Service: Kms, Status Code: 400, Request ID: 1-2) (SDK Attempt Count: 1) | No such key
        Rate exceeded; Request ID: 1111-2222 | Rate exceeded
        The key AKIAIOSFODNN7EXAMPLE is unknown | The key (access key) is unknown
        role/a (in account 123456789012) is denied | role/a (in account 123456789012) is denied
        """)
    void keepsWhatAHumanNeeds(String said, String expected) {
        assertThat(PlainText.of(said)).isEqualTo(expected);
    }

    @Test
    void isOneLineWithoutControlCharacters() {
        assertThat(PlainText.of(" one\r\n two\tthree\u0000\u001b[31m\u2028four\u202e "))
                .isEqualTo("one two three [31m four");
    }

    @Test
    void leavesOutWhatCanOnlyBeAToken() {
        assertThat(PlainText.of("token " + "FwoGZXIv/YXdz+".repeat(20) + "== is bad"))
                .isEqualTo("token (...) is bad");
    }

    @Test
    void keepsLongNames() {
        String arn = "arn:aws:kinesis:eu-west-1:123456789012:stream/" + "ordersin".repeat(16);

        assertThat(PlainText.of(arn)).isEqualTo(arn);
    }

    @Test
    void isBoundedAndDoesNotCutACharacterInTwo() {
        assertThat(PlainText.of("word ".repeat(200)))
                .hasSize(PlainText.MAX_LENGTH)
                .endsWith("…");
        assertThat(PlainText.of("- " + "\uD83D\uDD11".repeat(300)))
                .hasSizeLessThanOrEqualTo(PlainText.MAX_LENGTH)
                .doesNotContain("\uD83D…")
                .endsWith("\uD83D\uDD11…");
        assertThat(PlainText.of("-" + "\uD83D\uDD11".repeat(300)))
                .doesNotContain("\uD83D…")
                .endsWith("\uD83D\uDD11…");
    }

    @Test
    void nothingSaidIsEmpty() {
        assertThat(PlainText.of(null)).isEmpty();
    }
}
