package dev.encryptedkinesis.operator.reconcile;

import dev.encryptedkinesis.operator.access.DeclaredAccess;
import dev.encryptedkinesis.operator.stream.DesiredStream;
import dev.encryptedkinesis.operator.stream.Observation.Claims;
import dev.encryptedkinesis.operator.tenancy.Limits;
import java.time.Instant;
import java.util.Optional;

/**
 * What a pass is to bring about.
 *
 * @param declared who is to use the stream; empty if the spec does not say, or the object goes
 * @param claims who else in this cluster wants the stream
 * @param limits what the object may ask for
 * @param account in which the stream is to be; empty where identities are not used
 * @param since when the object was made
 * @param sight from before anything that decides was looked at
 */
record Task(
        DesiredStream desired,
        Optional<DeclaredAccess> declared,
        Claims claims,
        Limits limits,
        Optional<String> account,
        Instant since,
        Sight sight) {

    /** Those who are to have the use of the key granted, whether that is allowed or not. */
    Optional<DeclaredAccess> granting() {
        return declared.filter(access -> access.mode() == DeclaredAccess.Mode.GRANT);
    }
}
