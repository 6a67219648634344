package dev.encryptedkinesis.operator.lifetime;

/** The end of the operator's process. An Error, so that nothing in the operator handles it. */
final class Crash extends Error {

    private static final long serialVersionUID = 1;

    Crash() {
        super("the operator's process ends", null, false, false);
    }

    /** Ends the process at the n-th await point from now. */
    static final class Fuse {

        private int left = Integer.MAX_VALUE;

        void light(int points) {
            left = points;
        }

        void pass() {
            left--;
            if (left == 0) {
                left = Integer.MAX_VALUE;
                throw new Crash();
            }
        }
    }
}
