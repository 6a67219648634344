package dev.encryptedkinesis.operator.metrics;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Values of a label that come from outside: each makes a series of its own, so beyond a number of them, they are one. */
final class BoundedLabel {

    static final String OTHERS = "other";

    private final int most;
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    BoundedLabel(int most) {
        this.most = most;
    }

    String of(String value) {
        return isKnown(value) ? value : OTHERS;
    }

    private boolean isKnown(String value) {
        return known.contains(value) || isMadeKnown(value);
    }

    private synchronized boolean isMadeKnown(String value) {
        return known.contains(value) || known.size() < most && known.add(value);
    }
}
