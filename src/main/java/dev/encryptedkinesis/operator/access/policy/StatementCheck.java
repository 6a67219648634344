package dev.encryptedkinesis.operator.access.policy;

import dev.encryptedkinesis.operator.access.policy.PolicyText.Wildcards;
import java.util.List;

/** Whether a request is to the resources of a statement, and fulfils its conditions. */
record StatementCheck(Statement statement, PolicyVersion version, AccessRequest request) {

    Truth holdsForResourceAndContext() {
        Truth all = resource();
        for (Condition condition : statement.conditions()) {
            all = all.and(() -> new ConditionCheck(condition, version, request.context()).holds());
        }
        return all;
    }

    private Truth resource() {
        if (statement.resources() instanceof ResourceSet.Only only) {
            return listed(only.patterns());
        }
        return statement.resources() instanceof ResourceSet.AllBut allBut
                ? listed(allBut.patterns()).not()
                : Truth.NO;
    }

    private Truth listed(List<String> patterns) {
        return patterns.stream().map(this::matches).reduce(Truth.NO, (one, other) -> one.or(() -> other));
    }

    private Truth matches(String pattern) {
        PolicyText.Resolved resolved = new PolicyText(pattern, version, Wildcards.MATCH).resolve(request.context());
        return resolved.decide(ArnPattern.covers(resolved.pattern(), request.resourceArn()));
    }
}
