package dev.encryptedkinesis.operator.tenancy;

import dev.encryptedkinesis.operator.api.DeletionPolicy;
import java.util.Optional;

/**
 * What an object asks for, as far as an identity sets limits to it.
 *
 * @param key as it is named: key ARN, alias ARN, key id or alias/name; empty if no name of it is known
 */
public record Request(String region, String streamName, Optional<String> key, DeletionPolicy deletionPolicy) {}
