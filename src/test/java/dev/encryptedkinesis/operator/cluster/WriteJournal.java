package dev.encryptedkinesis.operator.cluster;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/**
 * The requests that change something at the API server, in the order of their answers. It holds every client's, so a
 * test that counts an operator's writes filters by path, or clears the journal once its own are done.
 */
public final class WriteJournal {

    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

    private final List<Write> writes = new CopyOnWriteArrayList<>();

    /**
     * One request and its outcome.
     *
     * @param method POST, PUT, PATCH or DELETE
     * @param path without the query, such as {@code /api/v1/namespaces/shop/secrets/orders}
     * @param httpStatus what the API server answered
     */
    public record Write(String method, String path, int httpStatus) {}

    void record(String method, String path, int httpStatus) {
        if (!READS.contains(method)) {
            writes.add(new Write(method, path, httpStatus));
        }
    }

    public List<Write> all() {
        return List.copyOf(writes);
    }

    /** The requests of this method whose path contains a match of this regular expression. */
    public List<Write> matching(String method, String pathPattern) {
        Pattern pattern = Pattern.compile(pathPattern);
        return writes.stream()
                .filter(write -> write.method().equals(method))
                .filter(write -> pattern.matcher(write.path()).find())
                .toList();
    }

    public void clear() {
        writes.clear();
    }
}
