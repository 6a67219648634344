package dev.encryptedkinesis.operator.reconcile;

import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import dev.encryptedkinesis.operator.api.KeyReference;
import dev.encryptedkinesis.operator.api.KeySelector;
import dev.encryptedkinesis.operator.stream.UnresolvedKey;
import dev.encryptedkinesis.operator.stream.UnresolvedKey.Cause;
import dev.encryptedkinesis.operator.stream.WantedKey;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which object names the key of a stream, and where in it. What is found there was written by people whom no API server
 * has checked it for: it is held to the rule for spec.key.id, and what breaks the rule goes neither to AWS nor into a
 * message, which would show a stranger's text, or a secret, to whoever can read the stream's object.
 *
 * @param place the object, in the namespace of the stream's own
 * @param entry the name under which {@link KeyReferenceKind#names} has the key
 */
record KeyTarget(Place place, String entry) {

    private static final Pattern FORM = Pattern.compile(KeySelector.ID_FORM);
    private static final Pattern AWS_MANAGED = Pattern.compile(KeySelector.ID_OF_AWS_MANAGED);

    record Place(KeyReferenceKind kind, String namespace, String name) {

        Section section() {
            return new Section(kind, namespace);
        }

        @Override
        public String toString() {
            return "%s %s/%s".formatted(kind.kind(), namespace, name);
        }
    }

    /** All objects of a kind in a namespace: what is watched together. */
    record Section(KeyReferenceKind kind, String namespace) {}

    /**
     * Empty for an object that names its key itself, or says nothing that can be followed.
     */
    static Optional<KeyTarget> of(EncryptedKinesisStream object) {
        return Optional.ofNullable(object.getSpec())
                .flatMap(spec -> Optional.ofNullable(spec.key()))
                .flatMap(key -> Optional.ofNullable(key.ref()))
                .filter(reference -> reference.name() != null)
                .flatMap(reference -> of(reference, object.getMetadata().getNamespace()));
    }

    private static Optional<KeyTarget> of(KeyReference reference, String namespace) {
        return KeyReferenceKind.of(reference)
                .flatMap(kind -> entry(kind, reference)
                        .map(entry -> new KeyTarget(new Place(kind, namespace, reference.name()), entry)));
    }

    private static Optional<String> entry(KeyReferenceKind kind, KeyReference reference) {
        return switch (kind) {
            case CONFIG_MAP -> Optional.ofNullable(reference.key());
            case ACK_KEY, CROSSPLANE_KEY -> Optional.of(KeyReferenceKind.ARN);
        };
    }

    WantedKey unresolved(Cause cause, String explanation) {
        return WantedKey.unresolved("that %s names".formatted(place), new UnresolvedKey(cause, explanation));
    }

    /** @param found the object, if there is one */
    WantedKey keyIn(Optional<ReferencedObject> found) {
        if (found.isEmpty()) {
            return unresolved(Cause.NOT_READY, "There is no %s, which is to name the key. Create it.".formatted(place));
        }
        return Optional.ofNullable(found.get().names().get(entry))
                .filter(value -> !value.isEmpty())
                .map(this::judged)
                .orElseGet(() -> unresolved(Cause.NOT_READY, silence(found.get())));
    }

    private String silence(ReferencedObject found) {
        return switch (place.kind()) {
            case CONFIG_MAP ->
                found.names().containsKey(entry)
                        ? "Entry %s of %s is empty: write the key's id there.".formatted(entry, place)
                        : "%s has no entry %s: write the key's id there.".formatted(place, entry);
            case ACK_KEY, CROSSPLANE_KEY ->
                "%s has no ARN in its status yet. If that lasts, look at its conditions.".formatted(place);
        };
    }

    private WantedKey judged(String value) {
        if (value.length() > KeySelector.LONGEST_ID || !FORM.matcher(value).matches()) {
            return invalid(
                    "is no key: it must be a key ARN, an alias ARN, a key id or alias/name, and nothing else, not"
                            + " even a line break at the end.");
        }
        if (AWS_MANAGED.matcher(value).find()) {
            return invalid(
                    "is an AWS-managed key: for alias/aws/kinesis set spec.key.awsManaged: {}; other services' keys"
                            + " cannot encrypt a stream.");
        }
        return new WantedKey(value);
    }

    private WantedKey invalid(String why) {
        String what = switch (place.kind()) {
            case CONFIG_MAP -> "Entry %s of %s".formatted(entry, place);
            case ACK_KEY, CROSSPLANE_KEY -> "The ARN in the status of %s".formatted(place);
        };
        return unresolved(Cause.INVALID, what + " " + why);
    }
}
