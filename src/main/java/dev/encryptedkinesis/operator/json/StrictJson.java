package dev.encryptedkinesis.operator.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * Reads JSON that anybody may have written: nothing in it can be read in two ways, and none of it takes more than it is
 * worth. How long the text may be is for whoever reads it to say.
 */
public final class StrictJson {

    /** In digits: more than any number has that means something here. */
    private static final int LONGEST_NUMBER = 100;

    private StrictJson() {}

    /** @param deepest how many arrays and objects may lie within each other */
    public static JsonMapper.Builder ofDepth(int deepest) {
        return JsonMapper.builder(JsonFactory.builder()
                        .streamReadConstraints(StreamReadConstraints.builder()
                                .maxNestingDepth(deepest)
                                .maxNumberLength(LONGEST_NUMBER)
                                .build())
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .build())
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    }
}
