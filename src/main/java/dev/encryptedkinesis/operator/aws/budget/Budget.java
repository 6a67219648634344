package dev.encryptedkinesis.operator.aws.budget;

import dev.encryptedkinesis.operator.stream.PutOffException;

/** The calls that may be made to one account in one Region. Safe for use by many threads; none of them ever waits. */
public interface Budget {

    Budget UNLIMITED = new Budget() {
        @Override
        public void take(Quota quota) {
            // There is always another call.
        }

        @Override
        public void reserve(Quota quota) {
            // There is always another call.
        }

        @Override
        public void reserveAhead(Quota quota) {
            // There is always another call.
        }

        @Override
        public void overdraw(Quota quota) {
            // There is always another call.
        }

        @Override
        public void throttled(Quota quota) {
            // Nobody counts.
        }

        @Override
        public void succeeded(Quota quota) {
            // Nobody counts.
        }
    };

    /**
     * Takes a call for the errand that this thread is on. Without an errand there is nobody to come back for it, and it is
     * taken as by {@link #overdraw}.
     *
     * @throws PutOffException if there is none now, or if it is for somebody else
     */
    void take(Quota quota);

    /**
     * Takes a call as {@link #take} does, for this errand to take later. What it has not taken when it ends is given
     * back, and it keeps its place in line.
     *
     * @throws PutOffException as above
     */
    void reserve(Quota quota);

    /**
     * The same for a call that is not to be put off, since what the errand has reserved before is scarcer: others wait longer for this
     * one.
     */
    void reserveAhead(Quota quota);

    /** Takes a call that is not to be put off, such as one for the next page of what has been begun: later ones wait longer. */
    void overdraw(Quota quota);

    /** AWS calls this too often. */
    void throttled(Quota quota);

    /** AWS has not called this too often. */
    void succeeded(Quota quota);
}
