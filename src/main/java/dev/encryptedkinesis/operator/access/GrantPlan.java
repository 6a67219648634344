package dev.encryptedkinesis.operator.access;

import dev.encryptedkinesis.operator.access.DeclaredAccess.Mode;
import dev.encryptedkinesis.operator.stream.KeyVerdict;
import dev.encryptedkinesis.operator.stream.Owner;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which grants are to be given and which to be taken back.
 *
 * @param missing wanted, and not there
 * @param surplus given for this object, and wanted no longer; grants of others are never among them
 */
public record GrantPlan(List<GrantOrder> missing, List<Surplus> surplus) {

    public record Surplus(String keyArn, String grantId) {}

    public GrantPlan {
        missing = List.copyOf(missing);
        surplus = List.copyOf(surplus);
    }

    /**
     * @param question empty: nobody is to have grants any more
     * @param found the grants on each key that was looked at; keys that were not are not planned for
     */
    public static GrantPlan of(Owner owner, Optional<AccessQuestion> question, Map<String, List<KeyGrant>> found) {
        Map<String, GrantOrder> wanted = new LinkedHashMap<>();
        question.ifPresent(asked ->
                orders(owner, asked).forEach(order -> wanted.put(id(order.keyArn(), order.name()), order)));
        List<Surplus> surplus = new ArrayList<>();
        found.forEach((keyArn, grants) -> {
            for (KeyGrant grant : grants) {
                Optional<String> name = grant.name().filter(given -> GrantOrder.isOf(owner, given));
                if (name.isPresent() && !wanted.containsKey(id(keyArn, name.get()))) {
                    surplus.add(new Surplus(keyArn, grant.grant().id()));
                }
            }
        });
        Set<String> there = found.entrySet().stream()
                .flatMap(key -> key.getValue().stream()
                        .flatMap(grant -> grant.name().stream())
                        .map(name -> id(key.getKey(), name)))
                .collect(Collectors.toSet());
        Set<String> usable = question.map(GrantPlan::usableKeys).orElse(Set.of());
        List<GrantOrder> missing = wanted.entrySet().stream()
                .filter(order -> found.containsKey(order.getValue().keyArn()))
                .filter(order -> usable.contains(order.getValue().keyArn()))
                .filter(order -> !there.contains(order.getKey()))
                .map(Map.Entry::getValue)
                .toList();
        return new GrantPlan(missing, surplus);
    }

    private static String id(String keyArn, String name) {
        return keyArn + " " + name;
    }

    /** The keys on which grants are wanted. */
    public static Set<String> keys(Optional<AccessQuestion> question) {
        return question.filter(asked -> asked.declared().mode() == Mode.GRANT)
                .map(asked -> asked.parties().stream()
                        .flatMap(party -> grantable(asked.keysFor(party.use())).stream())
                        .map(NeededKey::arn)
                        .collect(Collectors.toSet()))
                .orElse(Set.of());
    }

    /** KMS takes no grant on a key that is disabled, or that is about to be deleted. */
    private static Set<String> usableKeys(AccessQuestion question) {
        return question.keys().stream()
                .filter(key -> key.verdict() == KeyVerdict.USABLE)
                .map(NeededKey::arn)
                .collect(Collectors.toSet());
    }

    private static List<GrantOrder> orders(Owner owner, AccessQuestion question) {
        return question.declared().mode() == Mode.VERIFY
                ? List.of()
                : question.parties().stream()
                        .flatMap(party -> grantable(question.keysFor(party.use())).stream()
                                .map(key -> GrantOrder.of(owner, key.arn(), party, question.streamArn())))
                        .toList();
    }

    /** The key that AWS manages takes no grants. */
    private static List<NeededKey> grantable(List<NeededKey> keys) {
        return keys.stream().filter(key -> !key.isAwsManaged()).toList();
    }
}
