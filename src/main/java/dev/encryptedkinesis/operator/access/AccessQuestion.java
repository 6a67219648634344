package dev.encryptedkinesis.operator.access;

import dev.encryptedkinesis.operator.access.DeclaredAccess.Party;
import dev.encryptedkinesis.operator.access.policy.Principal;
import dev.encryptedkinesis.operator.stream.Assessment;
import dev.encryptedkinesis.operator.stream.Encryption;
import dev.encryptedkinesis.operator.stream.KeyLookup;
import dev.encryptedkinesis.operator.stream.PreviousKey;
import dev.encryptedkinesis.operator.stream.StreamHistory;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who is to use which stream under which keys.
 *
 * @param keys the wanted one first
 */
public record AccessQuestion(DeclaredAccess declared, String region, String streamArn, List<NeededKey> keys) {

    /** The key of the encryption context that Kinesis gives KMS; its value is the stream's ARN. */
    public static final String ENCRYPTION_CONTEXT = "aws:kinesis:arn";

    private static final Set<Use> ALL_USES = EnumSet.allOf(Use.class);

    public AccessQuestion {
        keys = List.copyOf(keys);
    }

    /** Empty as long as there is no stream, or KMS does not say which key is wanted. */
    public static Optional<AccessQuestion> of(DeclaredAccess declared, Assessment assessment) {
        if (!(assessment.wantedKey() instanceof KeyLookup.Found wanted)) {
            return Optional.empty();
        }
        return assessment
                .present()
                .map(present -> new AccessQuestion(
                        declared,
                        assessment.desired().id().region(),
                        present.description().arn(),
                        keys(wanted, assessment)));
    }

    private static List<NeededKey> keys(KeyLookup.Found wanted, Assessment assessment) {
        Map<String, NeededKey> keys = new LinkedHashMap<>();
        add(keys, wanted.facts().arn(), wanted, ALL_USES);
        Optional<String> current = assessment
                .currentKeyArn()
                .or(() -> assessment.history().encrypted().map(StreamHistory.EncryptedSince::keyArn));
        KeyLookup currentLookup =
                assessment.currentKey().<KeyLookup>map(KeyLookup.Found::new).orElseGet(KeyLookup.NotAsked::new);
        current.ifPresent(arn -> add(keys, arn, currentLookup, ALL_USES));
        // Until a change of key has settled, records may still be written under the key before it.
        Set<Use> uses = assessment.encryption() == Encryption.SETTLED ? Set.of(Use.CONSUMER) : ALL_USES;
        for (PreviousKey key : assessment.history().previousKeys()) {
            add(keys, key.keyArn(), assessment.previousKey(key).orElseGet(KeyLookup.NotAsked::new), uses);
        }
        return List.copyOf(keys.values());
    }

    private static void add(Map<String, NeededKey> keys, String arn, KeyLookup lookup, Set<Use> uses) {
        keys.putIfAbsent(arn, new NeededKey(arn, lookup, uses));
    }

    public List<NeededKey> keysFor(Use use) {
        return keys.stream().filter(key -> key.uses().contains(use)).toList();
    }

    /** Whether IAM of this account knows nothing of the principal. */
    boolean isForeign(Party party) {
        return !account().equals(Principal.of(party.principal()).flatMap(Principal::account));
    }

    /** The account that the stream is in. */
    Optional<String> account() {
        return accountOf(streamArn);
    }

    static Optional<String> accountOf(String arn) {
        String[] parts = arn.split(":", 6);
        return parts.length == 6 ? Optional.of(parts[4]) : Optional.empty();
    }

    public List<Party> parties() {
        return declared.parties();
    }

    /** Condition keys of a request that Kinesis makes to KMS for somebody (KMS developer guide, kms:ViaService). */
    public Map<String, String> keyContext() {
        return Map.of(
                "kms:ViaService",
                "kinesis." + region + ".amazonaws.com",
                "kms:EncryptionContext:" + ENCRYPTION_CONTEXT,
                streamArn);
    }
}
