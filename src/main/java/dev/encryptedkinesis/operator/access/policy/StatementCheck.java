package dev.encryptedkinesis.operator.access.policy;

import dev.encryptedkinesis.operator.access.policy.PolicyText.Wildcards;
import java.util.List;
import java.util.stream.Stream;

/** Whether a request is to the resources of a statement, and fulfils its conditions. */
record StatementCheck(Statement statement, PolicyVersion version, AccessRequest request) {

    Truth holdsForResourceAndContext() {
        Truth all = resource();
        for (Condition condition : statement.conditions()) {
            all = all.and(() -> new ConditionCheck(condition, version, request.context()).holds());
        }
        return all.and(this::isValid);
    }

    /** Of a variable without a value, the IAM user guide says that it "might cause the entire statement to be invalid". */
    private Truth isValid() {
        return Stream.concat(patterns().stream(), values())
                .flatMap(text -> new PolicyText(text, version, Wildcards.MATCH)
                        .resolve(request.context()).withoutValue().stream())
                .findFirst()
                .map(key -> Truth.unknown("the value of the variable " + ContextKey.label(key)))
                .orElse(Truth.YES);
    }

    private Stream<String> values() {
        return statement.conditions().stream()
                .filter(condition -> condition.operator().takesVariables())
                .flatMap(condition -> condition.values().stream());
    }

    private Truth resource() {
        if (statement.resources() instanceof ResourceSet.Unstated) {
            return Truth.NO;
        }
        return statement.resources() instanceof ResourceSet.AllBut ? listed().not() : listed();
    }

    private Truth listed() {
        return patterns().stream().map(this::matches).reduce(Truth.NO, (one, other) -> one.or(() -> other));
    }

    private List<String> patterns() {
        return statement.resources().patterns();
    }

    private Truth matches(String pattern) {
        PolicyText.Resolved resolved = new PolicyText(pattern, version, Wildcards.MATCH).resolve(request.context());
        return resolved.decide(ArnPattern.covers(resolved.pattern(), request.resourceArn()));
    }
}
