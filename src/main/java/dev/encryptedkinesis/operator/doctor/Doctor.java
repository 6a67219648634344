package dev.encryptedkinesis.operator.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says what AWS's answers mean. */
public final class Doctor {

    private Doctor() {}

    /** @param roundTrip what came of it, if one was made */
    public static Diagnosis diagnose(Seen seen, Optional<RoundTrip.Report> roundTrip) {
        List<Topic> topics = new ArrayList<>(new StreamChecks(seen).topics());
        seen.key().map(key -> new KeyChecks(seen, key).topic()).ifPresent(topics::add);
        seen.access().ifPresent(access -> topics.addAll(ofAccess(seen, access)));
        seen.key()
                .flatMap(KeySight::facts)
                .map(key -> new QuotaChecks(seen, key).topic())
                .ifPresent(topics::add);
        roundTrip.map(report -> new RoundTripChecks(seen, report).topic()).ifPresent(topics::add);
        return new Diagnosis(seen.id(), topics);
    }

    private static List<Topic> ofAccess(Seen seen, Seen.Access access) {
        List<Topic> principals = new PrincipalChecks(seen, access).topics();
        List<Topic> topics = new ArrayList<>(principals);
        seen.lately()
                .map(lately -> new DenialChecks(access, lately, principals).topic())
                .ifPresent(topics::add);
        topics.add(FindingChecks.topic(access));
        return topics;
    }
}
