package dev.encryptedkinesis.operator.simulation;

/** Somebody whose calls AWS judges. */
interface Subject {
    Caller caller();

    Principal principal();

    /** Fails as the SDK and the services do if the credentials are not good. */
    void checkCredentials(Service service);

    OwnSide ownSide(AccessRequest request);
}
