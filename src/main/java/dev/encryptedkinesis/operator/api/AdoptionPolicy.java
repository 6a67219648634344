package dev.encryptedkinesis.operator.api;

/** What to do about a stream of the wanted name that this object did not create. */
public enum AdoptionPolicy {
    /** Create the stream; one that exists already is left alone. The default. */
    CreateOnly,
    /** Take over the stream if it exists, else create it. */
    AdoptOrCreate,
    /** Take over the stream; never create one. */
    AdoptOnly
}
