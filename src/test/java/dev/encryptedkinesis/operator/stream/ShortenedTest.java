package dev.encryptedkinesis.operator.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShortenedTest {

    @Test
    void whatFitsStaysAsItIs() {
        assertThat(Shortened.to(5, "")).isEmpty();
        assertThat(Shortened.to(5, "12345")).isEqualTo("12345");
    }

    @Test
    void whatDoesNotFitSaysSo() {
        assertThat(Shortened.to(5, "123456")).isEqualTo("1234…");
        assertThat(Shortened.to(2, "123456")).isEqualTo("1…");
    }

    /** Half a character would be a question mark on the way to the API server. */
    @Test
    void noCharacterIsCutInTwo() {
        assertThat(Shortened.to(5, "123😀6")).isEqualTo("123…");
        assertThat(Shortened.to(6, "123😀67")).isEqualTo("123😀…");
        assertThat(Shortened.to(2, "😀😀")).isEqualTo("…");
    }
}
