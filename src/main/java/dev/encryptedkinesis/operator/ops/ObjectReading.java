package dev.encryptedkinesis.operator.ops;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.encryptedkinesis.operator.api.AwsIdentity;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;

/** How the client reads what the API server gives out, so that no object keeps the others from being read. */
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
        KubernetesSerialization serialization = new KubernetesSerialization(
                new ObjectMapper(
                        JsonFactory.builder().streamReadConstraints(constraints).build()),
                true);
        // Else the events of a watch would be read as objects of no class first, whatever is in them.
        serialization.registerKubernetesResource(EncryptedKinesisStream.class);
        serialization.registerKubernetesResource(AwsIdentity.class);
        return serialization;
    }
}
