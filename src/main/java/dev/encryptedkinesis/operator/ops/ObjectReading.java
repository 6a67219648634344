package dev.encryptedkinesis.operator.ops;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import dev.encryptedkinesis.operator.api.AwsIdentity;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;

/**
 * How the client reads what the API server gives out, so that no object keeps the others from being read, and ten thousand
 * take little memory.
 */
public final class ObjectReading {

    /**
     * In levels. The API server stores an object of up to 10,000, such as a resource policy of one list in the other, and Jackson
     * gives up at 1,000, and with it whoever lists the objects of all namespaces.
     */
    private static final int DEEPEST = 20_000;

    /** In characters: what a policy calls its elements may be as long as an object is large, which etcd bounds. */
    private static final int LONGEST_NAME = 4 * 1024 * 1024;

    private ObjectReading() {}

    public static KubernetesSerialization serialization() {
        StreamReadConstraints constraints = StreamReadConstraints.builder()
                .maxNestingDepth(DEEPEST)
                .maxNameLength(LONGEST_NAME)
                .build();
        ObjectMapper mapper = new ObjectMapper(
                JsonFactory.builder().streamReadConstraints(constraints).build());
        mapper.registerModule(new SimpleModule().addDeserializer(String.class, new SharedStrings()));
        KubernetesSerialization serialization = new KubernetesSerialization(mapper, true);
        // Else the events of a watch would be read as objects of no class first, whatever is in them.
        serialization.registerKubernetesResource(EncryptedKinesisStream.class);
        serialization.registerKubernetesResource(AwsIdentity.class);
        return serialization;
    }

    /**
     * Keeps equal strings once, however many objects say them: of the million strings of ten thousand objects, nine in ten
     * say what another one says. By the JVM's own table, which drops what nobody refers to.
     */
    private static final class SharedStrings extends StringDeserializer {

        private static final long serialVersionUID = 1;

        @Override
        public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            String read = super.deserialize(parser, context);
            return read == null ? null : read.intern();
        }
    }
}
