package dev.encryptedkinesis.operator.access.policy;

import java.util.List;
import java.util.Optional;

/**
 * One statement of a policy.
 *
 * @param index its place in the document, from 0
 */
public record Statement(
        Optional<String> sid,
        int index,
        Effect effect,
        PrincipalSet principals,
        ActionSet actions,
        ResourceSet resources,
        List<Condition> conditions) {

    public Statement {
        conditions = List.copyOf(conditions);
    }

    public StatementReference reference() {
        return new StatementReference(sid, index);
    }
}
