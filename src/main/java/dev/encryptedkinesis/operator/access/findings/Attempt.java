package dev.encryptedkinesis.operator.access.findings;

import dev.encryptedkinesis.operator.access.policy.AccessRequest;
import dev.encryptedkinesis.operator.access.policy.PolicyDocument;
import dev.encryptedkinesis.operator.access.policy.PolicyEvaluator;
import dev.encryptedkinesis.operator.access.policy.RequestContext;
import dev.encryptedkinesis.operator.access.policy.RequestContext.Boundary;
import dev.encryptedkinesis.operator.access.policy.Verdict;
import java.util.Optional;

/**
 * Somebody's trying to do something.
 *
 * @param severity if it succeeds
 */
record Attempt(Target target, Asker asker, Ability ability, Way way, Severity severity) {

    private static final String STRANGERS_ACCOUNT = "999999999999";

    /**
     * @param action with which it succeeded
     * @param unseen what it depends on; empty if it succeeds for certain
     */
    record Success(Attempt attempt, Severity severity, String action, Optional<String> unseen) {}

    /** The first action that certainly succeeds; else the first that may. */
    Optional<Success> of(PolicyDocument document) {
        Optional<Success> maybe = Optional.empty();
        for (String action : target.actions(ability)) {
            Verdict verdict = PolicyEvaluator.evaluate(document, request(action));
            if (isSuccess(verdict)) {
                return Optional.of(new Success(this, severity, action, Optional.empty()));
            }
            if (verdict instanceof Verdict.Unknown unknown && maybe.isEmpty()) {
                maybe = severity.ifItMayBe()
                        .map(lower -> new Success(this, lower, action, Optional.of(unknown.what())));
            }
        }
        return maybe;
    }

    /** That the owner's account decides by its own IAM policies is as it should be. */
    private boolean isSuccess(Verdict verdict) {
        return verdict instanceof Verdict.Allowed
                || verdict instanceof Verdict.Delegated && asker.who() != Who.OWN_ACCOUNT;
    }

    private AccessRequest request(String action) {
        AccessRequest request = target.request(asker.principal(), action, way);
        RequestContext context = request.context()
                .withBoundary(Boundary.NONE)
                .with("aws:SecureTransport", "true")
                .with("aws:MultiFactorAuthPresent", "true");
        return request.with(asker.who() == Who.SERVICE ? forAStranger(context) : notOfAService(context));
    }

    /** A service that works for a customer whom nobody here knows. */
    private RequestContext forAStranger(RequestContext context) {
        return context.with("aws:SourceAccount", STRANGERS_ACCOUNT)
                .with("aws:SourceArn", "arn:" + target.partition() + ":any:any:" + STRANGERS_ACCOUNT + ":any");
    }

    private static RequestContext notOfAService(RequestContext context) {
        return context.withAbsent("aws:SourceAccount")
                .withAbsent("aws:SourceArn")
                .withAbsent("aws:SourceOrgID")
                .withAbsent("aws:SourceOrgPaths");
    }
}
