package dev.encryptedkinesis.operator.stream;

/** Carries a {@link Failure} from a gateway to the pass that called it. */
public final class FailureException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Failure failure;

    public FailureException(Failure failure, Throwable cause) {
        super(failure.operation() + ": " + failure.code() + ": " + failure.message(), cause);
        this.failure = failure;
    }

    public Failure failure() {
        return failure;
    }
}
