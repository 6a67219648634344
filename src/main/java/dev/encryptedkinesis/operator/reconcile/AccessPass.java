package dev.encryptedkinesis.operator.reconcile;

import dev.encryptedkinesis.operator.access.AccessFacts;
import dev.encryptedkinesis.operator.access.AccessGateways;
import dev.encryptedkinesis.operator.access.AccessOutcome;
import dev.encryptedkinesis.operator.access.AccessQuestion;
import dev.encryptedkinesis.operator.access.AccessReview;
import dev.encryptedkinesis.operator.access.Answer;
import dev.encryptedkinesis.operator.access.DeclaredAccess;
import dev.encryptedkinesis.operator.access.DeclaredAccess.Party;
import dev.encryptedkinesis.operator.access.GrantState;
import dev.encryptedkinesis.operator.access.IdentityDecision;
import dev.encryptedkinesis.operator.access.IdentityQuestion;
import dev.encryptedkinesis.operator.access.KeyGrant;
import dev.encryptedkinesis.operator.access.NeededKey;
import dev.encryptedkinesis.operator.access.PrincipalVerdict;
import dev.encryptedkinesis.operator.access.Prospect;
import dev.encryptedkinesis.operator.access.denials.Denial;
import dev.encryptedkinesis.operator.api.AccessStatus;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStreamStatus;
import dev.encryptedkinesis.operator.status.Turn;
import dev.encryptedkinesis.operator.stream.Assessment;
import dev.encryptedkinesis.operator.stream.DesiredStream;
import dev.encryptedkinesis.operator.stream.Gateways;
import dev.encryptedkinesis.operator.stream.NextStep;
import dev.encryptedkinesis.operator.stream.PutOffException;
import dev.encryptedkinesis.operator.stream.Realm;
import dev.encryptedkinesis.operator.stream.StreamAction;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** The part of a pass that is about who can use the stream: it gives grants where the spec wants that, and finds out. */
public final class AccessPass {

    /** Questions to IAM in one pass, which has an end; what is left is asked in the next. */
    static final int MOST_AT_ONCE = 10;

    private static final Duration GO_ON = Duration.ofSeconds(2);
    static final Duration LOOK_AGAIN = Duration.ofSeconds(15);
    private static final Duration TRY_AGAIN = Duration.ofSeconds(30);

    /** So many looks come equally soon, before they come half as often. */
    private static final int LOOKS_AT_A_PACE = 4;

    private final IdentityMemory identities;
    private final PolicyMemory policies;
    private final GrantKeeper grants;
    private final AccessWatch watch;
    private final Attempts inVain = new Attempts();
    private final Attempts putOff = new Attempts();
    private final Map<String, Judged> judged = new ConcurrentHashMap<>();
    private final Clock clock;

    private record Judged(AccessQuestion question, AccessFacts facts, AccessReview review) {

        boolean isOf(AccessQuestion other, AccessFacts others) {
            return question.equals(other) && facts.equals(others);
        }
    }

    /** @param denied is told each denial of a key that is seen, once */
    public AccessPass(Gateways streams, AccessGateways gateways, Consumer<Denial> denied, Clock clock) {
        this.identities = new IdentityMemory(gateways);
        this.policies = new PolicyMemory(streams, gateways);
        this.grants = new GrantKeeper(gateways, policies);
        this.watch = new AccessWatch(gateways, denied);
        this.clock = clock;
    }

    /**
     * Gives and takes back grants, as far as one pass goes. What is done about the stream comes first, so that nothing keeps
     * it in plaintext; only a change of key comes after the grants on the new key.
     *
     * @param recorded the keys that the object's status names
     */
    GrantState grant(Assessment assessment, NextStep step, Task task, Set<String> recorded) {
        DesiredStream desired = assessment.desired();
        Optional<DeclaredAccess> granting = task.granting();
        boolean isAllowed = task.limits().allowsGrants();
        Optional<AccessQuestion> question =
                granting.filter(access -> isAllowed).flatMap(access -> AccessQuestion.of(access, assessment));
        // Of a stream or a key that AWS does not show just now, nothing is taken back.
        boolean isUncertain = granting.isPresent() && isAllowed && question.isEmpty();
        boolean comesLater = step instanceof NextStep.Act && !isKeyChange(assessment, step);
        boolean mayNotAct = !assessment.isOurs() || desired.mayOnlyObserve() || desired.isOnlyPlanned();
        GrantState state = isUncertain || comesLater || mayNotAct
                ? GrantState.untouched(recorded)
                : grants.keep(desired.owner(), desired.id().realm(), question, recorded, clock.instant());
        return granting.isPresent() && !isAllowed ? state.notAllowed() : state;
    }

    /** No change of key before those who use the stream may use the new key. */
    static NextStep unlessLockingOut(Assessment assessment, NextStep step, GrantState grants) {
        boolean areInPlace = switch (grants.stage()) {
            case UNDER_WAY, SPREADING -> false;
            case IN_PLACE, NOT_ALLOWED -> true;
        };
        return !areInPlace && isKeyChange(assessment, step)
                ? new NextStep.Wait(NextStep.For.GRANTS, Optional.empty())
                : step;
    }

    private static boolean isKeyChange(Assessment assessment, NextStep step) {
        boolean isEncrypted = assessment
                .present()
                .flatMap(present -> present.description().keyId())
                .isPresent();
        return isEncrypted && step instanceof NextStep.Act act && act.action() instanceof StreamAction.StartEncryption;
    }

    /** Takes back all grants of an object that goes. */
    GrantState takeBack(DesiredStream desired, Set<String> recorded) {
        return grants.keep(desired.owner(), desired.id().realm(), Optional.empty(), recorded, clock.instant());
    }

    /** What was done about grants, who can use the stream, what that asks of KMS, and who was turned away. */
    AccessOutcome review(Turn turn, Optional<DeclaredAccess> declared) {
        Optional<AccessReview> review;
        Realm realm = turn.assessment().desired().id().realm();
        Optional<Duration> putOff = declared.flatMap(access -> watch.lookForDenials(realm, clock.instant()));
        try {
            review = declared.map(access -> review(turn.assessment(), access));
        } catch (PutOffException e) {
            // What the pass has changed by now must be recorded: it ends as it would have, and comes back for the rest.
            review = declared.map(access -> reviewedBefore(turn.assessment(), access));
            putOff = Optional.of(e.waitFor());
        }
        return new AccessOutcome(
                review,
                turn.access().grants(),
                declared.flatMap(access -> prospect(turn.assessment(), access)),
                watch.denials(turn.assessment(), clock.instant()),
                putOff);
    }

    private Optional<Prospect> prospect(Assessment assessment, DeclaredAccess declared) {
        return Prospect.of(
                declared, assessment, watch.useOfKms(assessment.desired().id().realm(), clock.instant()));
    }

    private AccessReview review(Assessment assessment, DeclaredAccess declared) {
        Optional<AccessQuestion> question = AccessQuestion.of(declared, assessment);
        if (question.isEmpty()) {
            return AccessReview.unfinished(AccessReview.Stage.NOTHING_TO_LOOK_AT);
        }
        return facts(question.get(), assessment.desired().id().realm())
                .map(facts -> judge(assessment.desired().owner().uid(), question.get(), facts))
                .orElseGet(() -> AccessReview.unfinished(AccessReview.Stage.LOOKING));
    }

    /** What was found out last stands until it has been asked for again. */
    private AccessReview reviewedBefore(Assessment assessment, DeclaredAccess declared) {
        return Optional.ofNullable(judged.get(assessment.desired().owner().uid()))
                .filter(last -> AccessQuestion.of(declared, assessment)
                        .filter(last.question()::equals)
                        .isPresent())
                .map(Judged::review)
                .orElseGet(() -> AccessReview.unfinished(AccessReview.Stage.LOOKING));
    }

    /** Policies can be long, and written so as to be hard to judge: the same ones are judged once. */
    private AccessReview judge(String uid, AccessQuestion question, AccessFacts facts) {
        return judged.compute(
                        uid,
                        (key, last) -> last != null && last.isOf(question, facts)
                                ? last
                                : new Judged(question, facts, AccessReview.of(question, facts)))
                .review();
    }

    /** Forgets what was remembered of an object that is gone. */
    void forget(String uid) {
        judged.remove(uid);
        grants.forget(uid);
        inVain.forget(uid);
        putOff.forget(uid);
    }

    /** When to go on, if that is sooner than the stream itself asks for. To be asked once a pass. */
    Optional<Duration> next(String uid, AccessOutcome outcome) {
        Optional<Duration> forGrants = nextForGrants(uid, outcome);
        boolean isAsking = outcome.review()
                .filter(review -> review.stage() == AccessReview.Stage.LOOKING)
                .isPresent();
        if (!outcome.grants().failures().isEmpty()) {
            // What KMS has just refused is not repeated sooner because something else is to be asked.
            return forGrants;
        }
        if (outcome.putOff().isPresent()) {
            // The next pass may spend the same calls on the same looks, and come to this again.
            Duration later = slower(GO_ON, putOff.failed(uid));
            return outcome.putOff().map(wait -> wait.compareTo(later) < 0 ? later : wait);
        }
        putOff.succeeded(uid);
        return isAsking ? Optional.of(GO_ON) : forGrants;
    }

    private Optional<Duration> nextForGrants(String uid, AccessOutcome outcome) {
        GrantState state = outcome.grants();
        boolean isMissing = outcome.review()
                .filter(review -> review.verdicts().stream().anyMatch(AccessPass::isMissingGrant))
                .isPresent();
        if (!state.failures().isEmpty()) {
            return Optional.of(slower(TRY_AGAIN, inVain.failed(uid)));
        }
        if (!state.given().isEmpty() || state.takenBack() > 0) {
            // What was looked for in vain before is another matter.
            inVain.succeeded(uid);
        }
        return switch (state.stage()) {
            case UNDER_WAY -> Optional.of(GO_ON);
            case SPREADING -> Optional.of(slower(LOOK_AGAIN, inVain.failed(uid)));
            case IN_PLACE, NOT_ALLOWED -> {
                if (isMissing) {
                    yield Optional.of(slower(LOOK_AGAIN, inVain.failed(uid)));
                }
                inVain.succeeded(uid);
                yield Optional.empty();
            }
        };
    }

    private static Duration slower(Duration first, int inARow) {
        Duration longer = first.multipliedBy(1L << Math.min(inARow / LOOKS_AT_A_PACE, 10));
        return longer.compareTo(Pace.BLOCKED) < 0 ? longer : Pace.BLOCKED;
    }

    private static boolean isMissingGrant(PrincipalVerdict verdict) {
        return verdict instanceof PrincipalVerdict.Denied denied
                && denied.by() == PrincipalVerdict.DeniedBy.GRANT_MISSING;
    }

    /** The keys on which the object may have grants. */
    static Set<String> grantKeys(EncryptedKinesisStreamStatus status) {
        return Optional.ofNullable(status.access())
                .map(AccessStatus::grantKeys)
                .map(Set::copyOf)
                .orElse(Set.of());
    }

    /** Empty if one pass does not suffice to find them out. */
    private Optional<AccessFacts> facts(AccessQuestion question, Realm realm) {
        Instant now = clock.instant();
        Map<IdentityQuestion, Answer<List<IdentityDecision>>> answers = new HashMap<>();
        int left = MOST_AT_ONCE;
        for (Party party : question.parties()) {
            for (IdentityQuestion asked : IdentityQuestion.of(party, question)) {
                Optional<Answer<List<IdentityDecision>>> known = identities.recall(realm, asked, now);
                if (known.isEmpty() && left-- == 0) {
                    return Optional.empty();
                }
                answers.put(asked, known.orElseGet(() -> identities.ask(realm, asked, now)));
            }
        }
        Map<String, Answer<String>> keyPolicies = new HashMap<>();
        Map<String, Answer<List<KeyGrant>>> keyGrants = new HashMap<>();
        for (NeededKey key : question.keys()) {
            keyPolicies.put(key.arn(), policies.ofKey(realm, key.arn(), now));
            keyGrants.put(key.arn(), policies.grants(realm, key.arn(), now));
        }
        return Optional.of(
                new AccessFacts(policies.ofStream(realm, question.streamArn(), now), keyPolicies, keyGrants, answers));
    }
}
