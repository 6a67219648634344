package dev.encryptedkinesis.operator.reconcile;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** How many times in a row something was in vain for an object. A restart begins anew, which costs some early looks. */
final class Attempts {

    private final Map<String, Integer> failures = new ConcurrentHashMap<>();

    /** Counts a failure, and says how many there have been in a row. */
    int failed(String uid) {
        return failures.merge(uid, 1, Integer::sum);
    }

    int inARow(String uid) {
        return failures.getOrDefault(uid, 0);
    }

    /** Begins anew, at none. */
    int succeeded(String uid) {
        failures.remove(uid);
        return 0;
    }

    void forget(String uid) {
        failures.remove(uid);
    }

    /** Forgets all others. */
    void retain(Set<String> uids) {
        failures.keySet().retainAll(uids);
    }
}
