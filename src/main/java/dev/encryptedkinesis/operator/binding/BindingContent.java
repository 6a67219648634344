package dev.encryptedkinesis.operator.binding;

import dev.encryptedkinesis.operator.owned.Content;
import java.util.Map;

/**
 * What an application has to know to find the stream. No credentials: those come to its Pod from its service account.
 *
 * @param endpoint URL of Kinesis in that Region
 */
public record BindingContent(String streamName, String streamArn, String region, String keyArn, String endpoint)
        implements Content {

    /** Tells applications what they are bound to. */
    private static final String TYPE = "kinesis";

    public static final String SECRET_TYPE = "servicebinding.io/" + TYPE;

    /** Whose Kinesis it is, for applications that know others, such as a server for tests. */
    private static final String PROVIDER = "aws";

    /** The names are promised to applications: none is ever renamed. */
    @Override
    public Map<String, String> entries() {
        return Map.of(
                "type", TYPE,
                "provider", PROVIDER,
                "stream-name", streamName,
                "stream-arn", streamArn,
                "region", region,
                "key-arn", keyArn,
                "endpoint", endpoint);
    }
}
