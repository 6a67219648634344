package dev.encryptedkinesis.operator.ops;

import dev.encryptedkinesis.operator.push.QueueUrl;
import dev.encryptedkinesis.operator.reconcile.KeyReferenceKind;
import java.util.Optional;
import java.util.Set;

/**
 * What an administrator turns on, and gives the permissions for. By default it is all off.
 *
 * @param keyReferenceKinds the kinds of objects that a spec may name its key by (KEY_REFERENCE_KINDS, separated by commas)
 * @param bindingSecrets whether Secrets are written where a spec asks for a binding (BINDING_SECRETS, true or false)
 * @param policyConfigMaps whether ConfigMaps are written where a spec asks for its policies (POLICY_CONFIG_MAPS, true or
 *     false)
 * @param awsIdentities whether an AwsIdentity has to serve a namespace before anything is done there (AWS_IDENTITIES,
 *     Required or Ignored)
 * @param eventsQueue the queue to which EventBridge sends what others change in AWS (AWS_EVENTS_QUEUE_URL)
 */
public record Features(
        Set<KeyReferenceKind> keyReferenceKinds,
        boolean bindingSecrets,
        boolean policyConfigMaps,
        AwsIdentities awsIdentities,
        Optional<QueueUrl> eventsQueue) {

    public static final Features NONE = new Features(Set.of(), false, false, AwsIdentities.REQUIRED, Optional.empty());

    public Features {
        keyReferenceKinds = Set.copyOf(keyReferenceKinds);
    }

    /** Who decides what the objects of a namespace may ask for. */
    public enum AwsIdentities {
        /** The AwsIdentity that selects the namespace; without one, nothing is done there. */
        REQUIRED,
        /** Nobody: all that the operator's own credentials can do is done for everyone, but for grants. */
        IGNORED
    }
}
