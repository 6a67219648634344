package dev.encryptedkinesis.operator.lifetime;

/** Makes something happen at the n-th await point of the operator: before or after a call, of AWS or of the API server. */
final class Fuse {

    private static final Runnable NOTHING = () -> {};

    private int left = Integer.MAX_VALUE;
    private int passed;
    private boolean wasBeforeACall;
    private Runnable then = NOTHING;

    /** @param points 1: the next one */
    void light(int points, Runnable what) {
        left = points;
        then = what;
    }

    void before() {
        pass(true);
    }

    void after() {
        pass(false);
    }

    /** Whether what happened last did so just before a call, which is on its way then, and will get there. */
    boolean wasBeforeACall() {
        return wasBeforeACall;
    }

    private void pass(boolean beforeACall) {
        passed++;
        left--;
        if (left == 0) {
            wasBeforeACall = beforeACall;
            Runnable now = then;
            light(Integer.MAX_VALUE, NOTHING);
            now.run();
        }
    }

    /** How many points there were so far. */
    int passed() {
        return passed;
    }
}
