package dev.encryptedkinesis.operator.doctor;

/** Lets time pass before AWS is asked again. */
@FunctionalInterface
public interface Pause {
    void beforeAskingAgain();
}
