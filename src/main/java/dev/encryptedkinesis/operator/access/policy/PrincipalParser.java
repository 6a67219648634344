package dev.encryptedkinesis.operator.access.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Reads Principal and NotPrincipal. */
final class PrincipalParser {

    private static final int SHORTEST_UNIQUE_ID = 16;
    private static final int LONGEST_UNIQUE_ID = 128;

    private PrincipalParser() {}

    static Set<NamedPrincipal> principals(JsonNode node, String where) {
        if (node.isTextual() && node.textValue().equals("*")) {
            return Set.of(new NamedPrincipal.Everyone());
        }
        if (!node.isObject() || node.isEmpty()) {
            throw new PolicySyntaxException(
                    where + " must be * or an object with AWS, Service, Federated or CanonicalUser.");
        }
        Set<NamedPrincipal> all = new HashSet<>();
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            Function<String, NamedPrincipal> kind = kind(entry.getKey(), where);
            PolicyParser.texts(entry.getValue(), where).stream().map(kind).forEach(all::add);
        }
        return all;
    }

    private static Function<String, NamedPrincipal> kind(String name, String where) {
        return switch (name) {
            case "AWS" -> text -> aws(text, where);
            case "Service" -> NamedPrincipal.Service::new;
            case "Federated" -> NamedPrincipal.Federated::new;
            case "CanonicalUser" -> NamedPrincipal.CanonicalUser::new;
            default ->
                throw new PolicySyntaxException(
                        where + " knows AWS, Service, Federated and CanonicalUser, and no other kind.");
        };
    }

    private static NamedPrincipal aws(String text, String where) {
        if (text.equals("*")) {
            return new NamedPrincipal.Everyone();
        }
        if (isAccount(text)) {
            return new NamedPrincipal.Account(text);
        }
        if (isUniqueId(text)) {
            return new NamedPrincipal.Deleted(text);
        }
        return Principal.of(text)
                .filter(principal -> principal.kind() != Principal.Kind.SERVICE)
                .map(PrincipalParser::identity)
                .orElseThrow(() -> new PolicySyntaxException(
                        where + ": AWS must be *, an account, or the full ARN of a role, a user or a session."));
    }

    private static NamedPrincipal identity(Principal principal) {
        return principal.kind() == Principal.Kind.ROOT
                ? new NamedPrincipal.Account(principal.account().orElseThrow())
                : new NamedPrincipal.Identity(principal);
    }

    private static boolean isAccount(String text) {
        return text.length() == 12 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static boolean isUniqueId(String text) {
        return text.length() >= SHORTEST_UNIQUE_ID
                && text.length() <= LONGEST_UNIQUE_ID
                && text.startsWith("A")
                && text.chars().allMatch(c -> c >= '0' && c <= '9' || c >= 'A' && c <= 'Z');
    }
}
