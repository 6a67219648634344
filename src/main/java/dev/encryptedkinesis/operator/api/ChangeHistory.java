package dev.encryptedkinesis.operator.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;

/**
 * What the operator did to the stream. AWS counts some changes in a rolling 24 hours and tells nobody the count, so it
 * is kept here, where a restart cannot lose it. Times are RFC 3339 in UTC.
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ChangeHistory(
        @JsonPropertyDescription("The last change that AWS accepted, such as StartEncryption.")
        String last,

        @JsonPropertyDescription("When AWS accepted it.") String lastAt,

        @JsonPropertyDescription("Encryption starts and key changes of the last 24 hours; AWS allows 25.")
        List<String> keyChanges,

        @JsonPropertyDescription("Changes of the shard count in the last 24 hours; AWS allows 10.")
        List<String> reshardings,

        @JsonPropertyDescription("Switches of the capacity mode in the last 24 hours; AWS allows 2.")
        List<String> modeSwitches,

        @JsonPropertyDescription("The last change of tags that AWS accepted, such as AddTagsToStream team.")
        String lastTags,

        @JsonPropertyDescription("When AWS accepted it.") String lastTagsAt,

        @JsonPropertyDescription("Keys of the tags that the spec has put on the stream.")
        List<String> tagKeys,

        @JsonPropertyDescription("Names of the fan-out consumers that the spec has had registered.")
        List<String> consumers,

        @JsonPropertyDescription("Whether the spec has put a resource policy on the stream.")
        Boolean resourcePolicy,

        @JsonPropertyDescription("What AWS accepted since the spec was last edited, in the last 24 hours.")
        List<ChangeEffort> efforts,

        @JsonPropertyDescription("The way on which the number of shards is.")
        ShardWay resharding) {

    public static final ChangeHistory NONE =
            new ChangeHistory(null, null, null, null, null, null, null, null, null, null, null, null);

    public ChangeHistory {
        keyChanges = keyChanges == null ? List.of() : List.copyOf(keyChanges);
        reshardings = reshardings == null ? List.of() : List.copyOf(reshardings);
        modeSwitches = modeSwitches == null ? List.of() : List.copyOf(modeSwitches);
        tagKeys = tagKeys == null ? List.of() : List.copyOf(tagKeys);
        consumers = consumers == null ? List.of() : List.copyOf(consumers);
        efforts = efforts == null ? List.of() : List.copyOf(efforts);
    }

    /** Without what was done for an earlier spec. */
    public ChangeHistory forNewSpec() {
        return new ChangeHistory(
                last,
                lastAt,
                keyChanges,
                reshardings,
                modeSwitches,
                lastTags,
                lastTagsAt,
                tagKeys,
                consumers,
                resourcePolicy,
                List.of(),
                resharding);
    }
}
