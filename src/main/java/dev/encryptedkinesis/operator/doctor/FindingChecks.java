package dev.encryptedkinesis.operator.doctor;

import dev.encryptedkinesis.operator.access.AccessFacts;
import dev.encryptedkinesis.operator.access.Answer;
import dev.encryptedkinesis.operator.access.NeededKey;
import dev.encryptedkinesis.operator.access.findings.AccessFindings;
import dev.encryptedkinesis.operator.access.findings.Finding;
import dev.encryptedkinesis.operator.stream.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What policies and grants permit beyond what those who use the stream need. */
final class FindingChecks {

    private static final String ID = "findings";
    private static final String TITLE = "too much allowed";

    private FindingChecks() {}

    /** The worst first. */
    static Topic topic(Seen.Access access) {
        List<Check> checks = new ArrayList<>(AccessFindings.of(access.facts().reviewed(access.question())).stream()
                .map(FindingChecks::check)
                .toList());
        List<String> unread = unread(access);
        if (!unread.isEmpty()) {
            String permissions = String.join(", ", unread);
            checks.add(Check.unknown(ID, TITLE, "not everything could be looked through: " + permissions)
                    .fixedBy(Unanswered.withCredentialsFor(permissions)));
        }
        if (checks.isEmpty()) {
            checks.add(Check.good(ID, TITLE, "nothing was found"));
        }
        return new Topic(TITLE, Optional.empty(), checks);
    }

    /** Only what is critical is wrong: the rest may be meant, as whoever reads of it can tell. */
    private static Check check(Finding finding) {
        String title = finding.severity().name().toLowerCase(Locale.ROOT);
        String detail = finding.subject() + ": " + finding.explanation();
        return switch (finding.severity()) {
            case CRITICAL -> Check.bad(ID, title, detail).fixedBy(Fix.of(finding.advice()));
            case WARNING, INFO ->
                Check.good(ID, title, detail + " " + finding.advice()).fixedBy(Fix.of(finding.advice()));
        };
    }

    /** The permissions for what AWS did not tell. */
    private static List<String> unread(Seen.Access access) {
        AccessFacts facts = access.facts();
        Stream<Answer<?>> ofKeys = access.question().keys().stream()
                .filter(key -> !key.isAwsManaged())
                .map(NeededKey::arn)
                .flatMap(arn ->
                        Stream.of(facts.policies().get(arn), facts.grants().get(arn)));
        return Stream.concat(ofKeys, Stream.of(facts.streamPolicy()))
                .flatMap(answer -> answer.silence().stream())
                .map(Failure::operation)
                .map(Unanswered::permission)
                .sorted()
                .distinct()
                .toList();
    }
}
