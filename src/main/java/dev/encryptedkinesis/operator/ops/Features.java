package dev.encryptedkinesis.operator.ops;

import dev.encryptedkinesis.operator.reconcile.KeyReferenceKind;
import java.util.Set;

/**
 * What an administrator turns on, and gives the permissions for. By default it is all off.
 *
 * @param keyReferenceKinds the kinds of objects that a spec may name its key by (KEY_REFERENCE_KINDS, separated by commas)
 * @param bindingSecrets whether Secrets are written where a spec asks for a binding (BINDING_SECRETS, true or false)
 * @param policyConfigMaps whether ConfigMaps are written where a spec asks for its policies (POLICY_CONFIG_MAPS, true or
 *     false)
 * @param grantNamespaces whose objects may have KMS grants given (GRANT_NAMESPACES, separated by commas; * for all)
 */
public record Features(
        Set<KeyReferenceKind> keyReferenceKinds,
        boolean bindingSecrets,
        boolean policyConfigMaps,
        Set<String> grantNamespaces) {

    public static final Features NONE = new Features(Set.of(), false, false, Set.of());

    private static final String ALL_NAMESPACES = "*";

    public Features {
        keyReferenceKinds = Set.copyOf(keyReferenceKinds);
        grantNamespaces = Set.copyOf(grantNamespaces);
    }

    /** Whether objects of this namespace may have KMS grants given. */
    public boolean mayGrantIn(String namespace) {
        return grantNamespaces.contains(ALL_NAMESPACES) || grantNamespaces.contains(namespace);
    }
}
