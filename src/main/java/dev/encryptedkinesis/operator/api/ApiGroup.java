package dev.encryptedkinesis.operator.api;

/** The API group, and the annotations and names that are derived from it. */
public final class ApiGroup {

    public static final String NAME = "encryptedkinesis.dev";

    /** On objects whose deletion has work to do at AWS ({@link DeletionPolicy} other than Retain). */
    public static final String FINALIZER = NAME + "/stream";

    /** Annotation; {@code "true"} releases an object that is being deleted without touching AWS. */
    public static final String ORPHAN = NAME + "/orphan";

    /** Annotation; {@code "true"} has the operator write what it would do into the status, and do nothing. */
    public static final String PLAN = NAME + "/plan";

    private ApiGroup() {}
}
