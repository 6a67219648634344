package dev.encryptedkinesis.operator.access;

import dev.encryptedkinesis.operator.access.policy.Grant;
import java.util.Optional;

/**
 * A grant on a key, as KMS lists it.
 *
 * @param name what whoever gave it called it; ours have names that tell whose they are ({@link GrantOrder})
 */
public record KeyGrant(Optional<String> name, Grant grant) {}
