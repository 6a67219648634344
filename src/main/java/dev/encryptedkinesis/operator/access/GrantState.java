package dev.encryptedkinesis.operator.access;

import dev.encryptedkinesis.operator.stream.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * How far the grants of an object are what they should be.
 *
 * @param keys ARNs of the keys on which there may be grants of the object: to be recorded before any is given there
 * @param given grants that KMS accepted in this pass
 * @param takenBack how many KMS took back in this pass
 * @param failures why KMS did not do what it was asked, each once
 */
public record GrantState(Stage stage, Set<String> keys, List<GrantOrder> given, int takenBack, List<Failure> failures) {

    /** Nobody is to have grants, and nobody has. */
    public static final GrantState NONE = new GrantState(Stage.IN_PLACE, Set.of(), List.of(), 0, List.of());

    public enum Stage {
        /** There are the grants that should be there, and no others of this object, as far as KMS shows. */
        IN_PLACE,
        /** Some are to be given or taken back yet. */
        UNDER_WAY,
        /** KMS has accepted all that was asked of it, and does not show all of it yet. */
        SPREADING,
        /** Some are wanted, and the operator may give none for objects of this namespace. */
        NOT_ALLOWED
    }

    /** Of grants that were not looked at. */
    public static GrantState untouched(Set<String> keys) {
        return new GrantState(Stage.IN_PLACE, keys, List.of(), 0, List.of());
    }

    /** What KMS accepted in this pass, in words. */
    public List<String> changes() {
        List<String> changes = new ArrayList<>();
        for (GrantOrder order : given) {
            changes.add("%s %s may use key %s for this stream: KMS accepted a grant of %s."
                    .formatted(
                            order.party().use().inWords(),
                            order.party().principal(),
                            order.keyArn(),
                            order.party().use().keyOperation()));
        }
        if (takenBack > 0) {
            changes.add("KMS took back %d of the grants that this object had given.".formatted(takenBack));
        }
        return List.copyOf(changes);
    }

    public GrantState notAllowed() {
        return new GrantState(Stage.NOT_ALLOWED, keys, given, takenBack, failures);
    }

    public GrantState {
        keys = Set.copyOf(keys);
        given = List.copyOf(given);
        failures = List.copyOf(failures);
    }
}
