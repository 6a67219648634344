package dev.encryptedkinesis.operator.access.findings;

import java.util.Optional;

/** How much it matters; the worst first. */
public enum Severity {
    /** Whoever wants to can read, write or spoil the stream's records or its key. */
    CRITICAL,
    /** More can do so than should, or it is not seen what keeps them out. */
    WARNING,
    /** Worth knowing. */
    INFO;

    /** Of what only may be so. */
    Optional<Severity> ifItMayBe() {
        return switch (this) {
            case CRITICAL -> Optional.of(WARNING);
            case WARNING -> Optional.of(INFO);
            case INFO -> Optional.empty();
        };
    }
}
