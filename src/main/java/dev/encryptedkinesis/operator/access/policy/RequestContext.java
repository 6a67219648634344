package dev.encryptedkinesis.operator.access.policy;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is known of a request beside who, what and to which: context keys with their values, or known to be absent. All
 * others are unknown. The case of keys does not matter.
 */
public final class RequestContext {

    /** Whether the principal has a permissions boundary. No context key of AWS's, but some statements depend on it. */
    public enum Boundary {
        NONE,
        ATTACHED,
        UNKNOWN
    }

    /** Of which nothing is known. */
    public static final RequestContext NOTHING_KNOWN =
            new RequestContext(Map.of(), Set.of(), Optional.empty(), Boundary.UNKNOWN);

    private static final String ENCRYPTION_CONTEXT = "kms:encryptioncontext:";

    private final Map<String, ContextValue> known;
    private final Set<String> absentPrefixes;
    private final Optional<Map<String, String>> encryptionContext;
    private final Boundary boundary;

    private RequestContext(
            Map<String, ContextValue> known,
            Set<String> absentPrefixes,
            Optional<Map<String, String>> encryptionContext,
            Boundary boundary) {
        this.known = Map.copyOf(known);
        this.absentPrefixes = Set.copyOf(absentPrefixes);
        this.encryptionContext = encryptionContext;
        this.boundary = boundary;
    }

    /** Where the request has the key, with those values; if there are none, that is as if it did not have the key. */
    public RequestContext with(String key, String... values) {
        return with(key, values.length == 0 ? new ContextValue.Absent() : new ContextValue.Present(List.of(values)));
    }

    /** Where the request does not have the key. */
    public RequestContext withAbsent(String key) {
        return with(key, new ContextValue.Absent());
    }

    /** Where the request has no key that begins like that, except for those that are known to be there. */
    public RequestContext withAbsentPrefix(String prefix) {
        Set<String> more = new HashSet<>(absentPrefixes);
        more.add(lower(prefix));
        return new RequestContext(known, more, encryptionContext, boundary);
    }

    /** Where the request to KMS has that encryption context, and nothing more in it. */
    public RequestContext withEncryptionContext(Map<String, String> pairs) {
        RequestContext all = withAbsentPrefix(ENCRYPTION_CONTEXT)
                .with("kms:EncryptionContextKeys", pairs.keySet().toArray(String[]::new));
        for (Map.Entry<String, String> pair : pairs.entrySet()) {
            all = all.with(ENCRYPTION_CONTEXT + pair.getKey(), pair.getValue());
        }
        return new RequestContext(all.known, all.absentPrefixes, Optional.of(Map.copyOf(pairs)), boundary);
    }

    /** Where that is so of the principal's permissions boundary. */
    public RequestContext withBoundary(Boundary known) {
        return new RequestContext(this.known, absentPrefixes, encryptionContext, known);
    }

    Boundary boundary() {
        return boundary;
    }

    ContextValue get(String key) {
        String name = lower(key);
        ContextValue value = known.get(name);
        if (value != null) {
            return value;
        }
        return absentPrefixes.stream().anyMatch(name::startsWith)
                ? new ContextValue.Absent()
                : new ContextValue.Unknown();
    }

    /** Empty if it is unknown. */
    Optional<Map<String, String>> encryptionContext() {
        return encryptionContext;
    }

    private RequestContext with(String key, ContextValue value) {
        Map<String, ContextValue> more = new HashMap<>(known);
        more.put(lower(key), value);
        return new RequestContext(more, absentPrefixes, encryptionContext, boundary);
    }

    private static String lower(String key) {
        return key.toLowerCase(Locale.ROOT);
    }
}
