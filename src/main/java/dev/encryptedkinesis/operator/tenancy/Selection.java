package dev.encryptedkinesis.operator.tenancy;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Selects by labels as Kubernetes does: all if nothing is asked for, and nothing if there is no selector. */
record Selection(LabelSelector selector) {

    private static final String IN = "In";
    private static final String NOT_IN = "NotIn";
    private static final String EXISTS = "Exists";
    private static final String DOES_NOT_EXIST = "DoesNotExist";

    boolean selects(Map<String, String> labels) {
        return isUnderstood()
                && Optional.ofNullable(selector.getMatchLabels()).orElse(Map.of()).entrySet().stream()
                        .allMatch(wanted -> wanted.getValue().equals(labels.get(wanted.getKey())))
                && expressions().stream().allMatch(expression -> holds(expression, labels.get(expression.getKey())));
    }

    /** What is not understood selects nothing: not even what the rest would. */
    boolean isUnderstood() {
        return selector != null && expressions().stream().allMatch(Selection::isUnderstood);
    }

    private static boolean isUnderstood(LabelSelectorRequirement expression) {
        return expression != null
                && expression.getKey() != null
                && expression.getOperator() != null
                && List.of(IN, NOT_IN, EXISTS, DOES_NOT_EXIST).contains(expression.getOperator());
    }

    private List<LabelSelectorRequirement> expressions() {
        return Optional.ofNullable(selector.getMatchExpressions()).orElse(List.of());
    }

    private static boolean holds(LabelSelectorRequirement expression, String value) {
        List<String> values = Optional.ofNullable(expression.getValues()).orElse(List.of());
        return switch (expression.getOperator()) {
            case IN -> value != null && values.contains(value);
            case NOT_IN -> value == null || !values.contains(value);
            case EXISTS -> value != null;
            case DOES_NOT_EXIST -> value == null;
            default -> throw new IllegalStateException("an operator that is not understood selects nothing");
        };
    }
}
