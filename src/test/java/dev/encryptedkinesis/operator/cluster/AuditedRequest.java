package dev.encryptedkinesis.operator.cluster;

import java.net.HttpURLConnection;

/**
 * What a service account asked of an API server, as permissions have it. What does not apply is empty.
 *
 * @param user such as {@code system:serviceaccount:shop:operator}
 * @param verb such as {@code list}
 * @param group of the resource; empty for the core's
 * @param resource such as {@code secrets}
 * @param subresource such as {@code status}
 * @param namespace of the object, or in which objects were listed; a Namespace is in itself
 * @param name of the object; empty where many are asked for, and where one is created
 * @param code of the answer, an HTTP status
 */
public record AuditedRequest(
        String user,
        String verb,
        String group,
        String resource,
        String subresource,
        String namespace,
        String name,
        int code) {

    /** Whether the object was not there before. */
    public boolean isCreatingByPatch() {
        return verb.equals("patch") && code == HttpURLConnection.HTTP_CREATED;
    }
}
