package dev.encryptedkinesis.operator.reconcile;

import dev.encryptedkinesis.operator.access.AccessFacts;
import dev.encryptedkinesis.operator.access.AccessGateways;
import dev.encryptedkinesis.operator.access.AccessOutcome;
import dev.encryptedkinesis.operator.access.AccessQuestion;
import dev.encryptedkinesis.operator.access.AccessReview;
import dev.encryptedkinesis.operator.access.Answer;
import dev.encryptedkinesis.operator.access.DeclaredAccess;
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

    static final Duration GO_ON = Duration.ofSeconds(2);
    static final Duration LOOK_AGAIN = Duration.ofSeconds(15);
    private static final Duration TRY_AGAIN = Duration.ofSeconds(30);

    /** As long as there is more to ask: or a hundred answers that change would be a hundred statuses. */
    private static final Duration JUDGED_AGAIN_AFTER = Duration.ofMinutes(1);

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

    private record Judged(AccessQuestion question, AccessFacts facts, AccessReview review, Instant at) {

        boolean isOf(AccessQuestion other, AccessFacts others) {
            return question.equals(other) && facts.equals(others);
        }
    }

    /** @param goOn when to ask for what is not known yet or out of date; empty if all is as it is to be */
    private record Found(AccessReview review, Optional<Duration> goOn) {

        static final Found NOTHING =
                new Found(AccessReview.unfinished(AccessReview.Stage.NOTHING_TO_LOOK_AT), Optional.empty());
    }

    /** @param denied is told each denial of a key that is seen, once */
    public AccessPass(Gateways streams, AccessGateways gateways, Consumer<Denial> denied, Clock clock) {
        this.identities = new IdentityMemory(gateways);
        this.policies = new PolicyMemory(streams, gateways);
        this.grants = new GrantKeeper(gateways, policies, clock);
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
                : grants.keep(desired.owner(), desired.id().realm(), question, recorded, task.sight());
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
    GrantState takeBack(Task task, Set<String> recorded) {
        DesiredStream desired = task.desired();
        return grants.keep(desired.owner(), desired.id().realm(), Optional.empty(), recorded, task.sight());
    }

    /** What was done about grants, who can use the stream, what that asks of KMS, and who was turned away. */
    AccessOutcome review(Turn turn, Optional<DeclaredAccess> declared) {
        Assessment assessment = turn.assessment();
        String uid = assessment.desired().owner().uid();
        Realm realm = assessment.desired().id().realm();
        Optional<Duration> denials = declared.flatMap(access -> watch.lookForDenials(realm, clock.instant()));
        Optional<Found> found = declared.map(access -> AccessQuestion.of(access, assessment)
                .map(question -> find(assessment, question))
                .orElseGet(() -> Found.NOTHING));
        Optional<Duration> goOn = found.flatMap(Found::goOn).or(() -> denials.map(wait -> later(uid, wait)));
        if (goOn.isEmpty()) {
            putOff.succeeded(uid);
        }
        return new AccessOutcome(
                found.map(Found::review),
                turn.access().grants(),
                declared.flatMap(access -> prospect(assessment, access)),
                watch.denials(assessment, clock.instant()),
                goOn);
    }

    /** The next pass may spend the same calls on the same looks, and come to this again. */
    private Duration later(String uid, Duration wait) {
        Duration slower = slower(GO_ON, putOff.failed(uid));
        return wait.compareTo(slower) < 0 ? slower : wait;
    }

    private Optional<Prospect> prospect(Assessment assessment, DeclaredAccess declared) {
        return Prospect.of(
                declared, assessment, watch.useOfKms(assessment.desired().id().realm(), clock.instant()));
    }

    private Found find(Assessment assessment, AccessQuestion question) {
        String uid = assessment.desired().owner().uid();
        Realm realm = assessment.desired().id().realm();
        List<IdentityQuestion> asked = question.parties().stream()
                .flatMap(party -> IdentityQuestion.of(party, question).stream())
                .toList();
        Instant now = clock.instant();
        Optional<Duration> goOn = identities.refresh(realm, asked, now);
        Optional<Map<IdentityQuestion, Answer<List<IdentityDecision>>>> answers = identities.recall(realm, asked, now);
        boolean isForLater = goOn.isPresent() && isJudgedLately(uid, question, now);
        if (answers.isEmpty() || isForLater) {
            return new Found(reviewedBefore(uid, question), goOn);
        }
        try {
            return new Found(judge(uid, question, facts(question, answers.get(), realm, now), now), goOn);
        } catch (PutOffException e) {
            // What the pass has changed by now must be recorded: it ends as it would have, and comes back for the rest.
            return new Found(reviewedBefore(uid, question), Optional.of(later(uid, e.waitFor())));
        }
    }

    /** What was found out last stands until it has been asked for again. */
    private AccessReview reviewedBefore(String uid, AccessQuestion question) {
        return lastJudged(uid, question)
                .map(Judged::review)
                .orElseGet(() -> AccessReview.unfinished(AccessReview.Stage.LOOKING));
    }

    private boolean isJudgedLately(String uid, AccessQuestion question, Instant now) {
        return lastJudged(uid, question)
                .filter(last -> last.at().plus(JUDGED_AGAIN_AFTER).isAfter(now))
                .isPresent();
    }

    private Optional<Judged> lastJudged(String uid, AccessQuestion question) {
        return Optional.ofNullable(judged.get(uid))
                .filter(last -> last.question().equals(question));
    }

    /** Policies can be long, and written so as to be hard to judge: the same ones are judged once. */
    private AccessReview judge(String uid, AccessQuestion question, AccessFacts facts, Instant now) {
        return judged.compute(
                        uid,
                        (key, last) -> new Judged(
                                question,
                                facts,
                                last != null && last.isOf(question, facts)
                                        ? last.review()
                                        : AccessReview.of(question, facts),
                                now))
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
        if (!outcome.grants().failures().isEmpty()) {
            // What KMS has just refused is not repeated sooner because something else is to be asked.
            return forGrants;
        }
        return outcome.goOn().or(() -> forGrants);
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

    private AccessFacts facts(
            AccessQuestion question,
            Map<IdentityQuestion, Answer<List<IdentityDecision>>> answers,
            Realm realm,
            Instant now) {
        Map<String, Answer<String>> keyPolicies = new HashMap<>();
        Map<String, Answer<List<KeyGrant>>> keyGrants = new HashMap<>();
        for (NeededKey key : question.keys()) {
            keyPolicies.put(key.arn(), policies.ofKey(realm, key.arn(), now));
            keyGrants.put(key.arn(), policies.grants(realm, key.arn(), now));
        }
        return new AccessFacts(policies.ofStream(realm, question.streamArn(), now), keyPolicies, keyGrants, answers);
    }
}
