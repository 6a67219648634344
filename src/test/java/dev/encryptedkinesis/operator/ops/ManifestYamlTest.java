package dev.encryptedkinesis.operator.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.yaml.snakeyaml.Yaml;

class ManifestYamlTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "team",
                "on",
                "Off",
                "yes",
                "NO",
                "y",
                "N",
                "true",
                "False",
                "null",
                "~",
                "<<",
                "=",
                "",
                " ",
                "x ",
                "123",
                "1.5",
                "1e3",
                "0x1",
                "0o7",
                "012",
                "1_0",
                "1:30",
                ".inf",
                "2020-01-01",
                "-",
                "- a",
                ":",
                "a:",
                "a: b",
                "a #b",
                "@x",
                "+",
                "?",
                "%",
                "&a",
                "*a",
                "!a",
                "|",
                ">",
                "[a",
                "{a",
                "'",
                "\"",
                "a\nb",
                "ä€",
                "a\\b"
            })
    void aStringIsReadAsTheSameStringByTheOldYamlAndTheNew(String text) {
        Map<String, Object> content = Map.of(text, List.of(text, Map.of("tags", Map.of(text, text))));

        String yaml = ManifestYaml.of(content);

        assertThat(new Yaml().<Object>load(yaml)).isEqualTo(content);
        assertThat(new Load(LoadSettings.builder().build()).loadFromString(yaml))
                .isEqualTo(content);
    }

    @Test
    void whatIsNoStringStaysWhatItIsAndWhatNeedsNoQuotesHasNone() {
        assertThat(ManifestYaml.of(Map.of("spec", Map.of("shards", 3)))).isEqualTo("---\nspec:\n  shards: 3\n");
        assertThat(ManifestYaml.of(Map.of("kind", "EncryptedKinesisStream")))
                .isEqualTo("---\nkind: EncryptedKinesisStream\n");
        assertThat(ManifestYaml.of(Map.of("isOpen", true))).isEqualTo("---\nisOpen: true\n");
    }
}
