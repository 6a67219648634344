package dev.encryptedkinesis.operator.reconcile;

/** A spec cannot be followed; the message tells the object's author why. */
public final class InvalidSpecException extends RuntimeException {

    private static final long serialVersionUID = 1;

    InvalidSpecException(String message) {
        super(message);
    }
}
