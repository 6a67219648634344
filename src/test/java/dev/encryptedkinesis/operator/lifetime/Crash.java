package dev.encryptedkinesis.operator.lifetime;

/** The end of the operator's process. An Error, so that nothing in the operator handles it. */
final class Crash extends Error {

    private static final long serialVersionUID = 1;

    Crash() {
        super("the operator's process ends", null, false, false);
    }
}
