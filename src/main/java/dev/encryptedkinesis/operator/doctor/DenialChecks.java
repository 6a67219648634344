package dev.encryptedkinesis.operator.doctor;

import dev.encryptedkinesis.operator.access.NeededKey;
import dev.encryptedkinesis.operator.access.Use;
import dev.encryptedkinesis.operator.access.denials.Denial;
import dev.encryptedkinesis.operator.access.denials.DeniedUse;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whom KMS turned away lately, by what CloudTrail has of this stream and its key. */
final class DenialChecks {

    private static final String ID = "denials";
    private static final String TITLE = "denied lately";

    /** Many may try. */
    private static final int MOST = 10;

    private final Seen.Access access;
    private final Seen.Lately lately;
    private final List<Topic> principals;

    /**
     * Somebody's denials.
     *
     * @param certainty whether they were of this stream
     */
    private record Denied(DeniedUse use, Certainty certainty) {}

    private enum Certainty {
        OF_THIS_STREAM,
        /** CloudTrail names the key alone, which other streams may be under, too. */
        OF_ITS_KEY
    }

    /** @param principals what was found of those who were looked at */
    DenialChecks(Seen.Access access, Seen.Lately lately, List<Topic> principals) {
        this.access = access;
        this.lately = lately;
        this.principals = List.copyOf(principals);
    }

    Topic topic() {
        if (lately.denials().silence().isPresent()) {
            return Topic.of(Unanswered.check(
                    ID,
                    TITLE,
                    "cloudtrail:LookupEvents",
                    Unanswered.ANY,
                    lately.denials().silence().get()));
        }
        List<Check> checks = denied(lately.denials().known().orElseThrow())
                .sorted((one, other) -> other.use().last().compareTo(one.use().last()))
                .limit(MOST)
                .map(this::check)
                .toList();
        return checks.isEmpty()
                ? Topic.of(Check.good(
                        ID,
                        TITLE,
                        "nobody in the last %d hours, by CloudTrail"
                                .formatted(lately.time().toHours())))
                : new Topic(TITLE, Optional.empty(), checks);
    }

    private Stream<Denied> denied(List<Denial> all) {
        String stream = access.question().streamArn();
        Set<String> keys = access.question().keys().stream().map(NeededKey::arn).collect(Collectors.toSet());
        List<Denial> ofSomeStream =
                all.stream().filter(denial -> denial.streamArn().isEmpty()).toList();
        return Stream.concat(
                DeniedUse.of(all, stream, Set.of()).stream().map(use -> new Denied(use, Certainty.OF_THIS_STREAM)),
                DeniedUse.of(ofSomeStream, stream, keys).stream().map(use -> new Denied(use, Certainty.OF_ITS_KEY)));
    }

    /** Somebody who is allowed by now has been helped; of somebody who was not looked at, the next look tells why. */
    private Check check(Denied denied) {
        DeniedUse use = denied.use();
        String detail = "%d time%s kms:%s, last at %s%s"
                .formatted(
                        use.times(),
                        use.times() == 1 ? "" : "s",
                        use.operation(),
                        use.last(),
                        use.explanation().map(why -> ", " + why).orElse(""));
        Optional<Use> meant = Arrays.stream(Use.values())
                .filter(one -> one.keyOperation().equals(use.operation()))
                .findFirst();
        return meant.flatMap(one -> ofKey(use.principal(), one))
                .map(found -> found.outcome() == Outcome.GOOD
                        ? Check.good(ID, use.principal(), detail + "; allowed now")
                        : Check.of(ID, use.principal(), found.outcome(), detail).following(found.id()))
                .orElseGet(() -> ofSomebodyElse(denied, detail, meant));
    }

    private static Check ofSomebodyElse(Denied denied, String detail, Optional<Use> meant) {
        String principal = denied.use().principal();
        Check check = switch (denied.certainty()) {
            case OF_THIS_STREAM -> Check.bad(ID, principal, detail);
            case OF_ITS_KEY ->
                Check.unknown(ID, principal, detail + "; CloudTrail does not tell whether for this stream");
        };
        return meant.map(use ->
                        check.fixedBy(Fix.of("If it is to use this stream, run this with --principal %s --use %s."
                                .formatted(principal, use.inWords().toLowerCase(Locale.ROOT)))))
                .orElse(check);
    }

    private Optional<Check> ofKey(String principal, Use use) {
        return principals.stream()
                .filter(topic -> topic.principal().filter(principal::equals).isPresent())
                .flatMap(topic -> topic.checks().stream())
                .filter(check -> check.id().equals(PrincipalChecks.keyCheck(use)))
                .findFirst();
    }
}
