package dev.encryptedkinesis.operator.cluster;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.util.function.UnaryOperator;

/** Changes of an object that somebody else, such as the operator, may write to at the same time. */
public final class Edit {

    private static final int CONFLICT = 409;

    private Edit() {}

    /** Like {@link Resource#edit}, and begins anew with the stored object whenever somebody wrote in between. */
    public static <T> void of(Resource<T> resource, UnaryOperator<T> change) {
        await().ignoreExceptionsMatching(
                        e -> e instanceof KubernetesClientException answer && answer.getCode() == CONFLICT)
                .until(() -> resource.edit(change) != null);
    }
}
