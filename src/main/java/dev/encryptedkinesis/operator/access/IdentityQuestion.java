package dev.encryptedkinesis.operator.access;

import dev.encryptedkinesis.operator.access.DeclaredAccess.Party;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What IAM is asked of a principal.
 *
 * @param context values of condition keys
 */
public record IdentityQuestion(
        String principal, List<String> actions, String resourceArn, Map<String, String> context) {

    public IdentityQuestion {
        actions = List.copyOf(actions);
        context = Map.copyOf(context);
    }

    static IdentityQuestion onStream(Party party, AccessQuestion question) {
        return new IdentityQuestion(party.principal(), party.use().streamActions(), question.streamArn(), Map.of());
    }

    static IdentityQuestion onKey(Party party, NeededKey key, AccessQuestion question) {
        return new IdentityQuestion(
                party.principal(), List.of(party.use().keyAction()), key.arn(), question.keyContext());
    }

    /** All that has to be asked of a principal: of the stream first, then of each key. Nothing of one of another account. */
    public static List<IdentityQuestion> of(Party party, AccessQuestion question) {
        if (question.isForeign(party)) {
            return List.of();
        }
        return Stream.concat(
                        Stream.of(onStream(party, question)),
                        question.keysFor(party.use()).stream().map(key -> onKey(party, key, question)))
                .toList();
    }
}
