package dev.encryptedkinesis.operator.doctor;

import dev.encryptedkinesis.operator.access.Prospect;
import dev.encryptedkinesis.operator.access.forecast.KmsForecast;
import dev.encryptedkinesis.operator.stream.KeyFacts;
import java.util.Locale;
import java.util.Optional;

/** What the stream's encryption asks of KMS, and whether KMS will go on taking that. */
final class QuotaChecks {

    private static final String ID = "quota";
    private static final String TITLE = "KMS quota";

    private QuotaChecks() {}

    static Topic topic(Seen seen, KeyFacts key) {
        Prospect prospect = Prospect.of(seen.users(), seen.id().region(), key, Optional.empty());
        String detail = inFigures(prospect.forecast());
        return Topic.of(prospect.quota()
                .warning()
                .map(warning -> Check.bad(ID, TITLE, detail).fixedBy(Fix.of(warning.inFigures())))
                .orElseGet(() -> Check.good(ID, TITLE, detail)));
    }

    private static String inFigures(KmsForecast forecast) {
        return "about %s requests a second with %d set%s of credentials, %s of the %s that KMS takes%s"
                .formatted(
                        forecast.requestsPerSecondText(),
                        forecast.credentialSets(),
                        forecast.credentialSets() == 1 ? "" : "s",
                        forecast.shareOfQuotaText(),
                        quota(forecast),
                        forecast.costIn30DaysText()
                                .map(cost -> "; about " + cost + " USD in 30 days")
                                .orElse(""));
    }

    private static String quota(KmsForecast forecast) {
        return String.format(
                Locale.ROOT,
                "%,d",
                forecast.region().quota(forecast.keyStore()).perSecond().longValue());
    }
}
