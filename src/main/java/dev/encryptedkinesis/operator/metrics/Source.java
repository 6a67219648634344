package dev.encryptedkinesis.operator.metrics;

/** Knows something of which Prometheus is told what it is at the moment of asking. */
@FunctionalInterface
interface Source {

    /** Tells what is so now, quickly and without asking anybody. */
    void read(Readings into);
}
