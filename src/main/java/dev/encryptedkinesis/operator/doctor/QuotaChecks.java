package dev.encryptedkinesis.operator.doctor;

import dev.encryptedkinesis.operator.access.Prospect;
import dev.encryptedkinesis.operator.access.forecast.KmsForecast;
import dev.encryptedkinesis.operator.access.forecast.LiveUse;
import dev.encryptedkinesis.operator.access.forecast.QuotaOutlook;
import dev.encryptedkinesis.operator.stream.KeyFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the stream's encryption asks of KMS, what the whole account does, and whether KMS will go on taking that. */
final class QuotaChecks {

    private static final String FORECAST = "quota.forecast";
    private static final String USE = "quota.use";

    private final Seen seen;
    private final KeyFacts key;

    QuotaChecks(Seen seen, KeyFacts key) {
        this.seen = seen;
        this.key = key;
    }

    Topic topic() {
        List<Check> checks = new ArrayList<>();
        Prospect forecast = prospect(Optional.empty());
        checks.add(check(FORECAST, "this stream", inFigures(forecast.forecast()), forecast.quota()));
        seen.lately().map(this::use).ifPresent(checks::add);
        return new Topic("KMS quota", Optional.empty(), checks);
    }

    private Check use(Seen.Lately lately) {
        String title = "the account";
        if (lately.busiestMinute().silence().isPresent()) {
            return Unanswered.check(
                    USE,
                    title,
                    "cloudwatch:GetMetricData",
                    Unanswered.ANY,
                    lately.busiestMinute().silence().get());
        }
        Optional<LiveUse> live = lately.busiestMinute().known().orElseThrow();
        long hours = lately.time().toHours();
        return live.map(measured -> check(
                        USE,
                        title,
                        "at most %s requests a second in the last %d hours, by all programs"
                                .formatted(measured.requestsPerSecondText(), hours),
                        prospect(live).quota()))
                .orElseGet(() ->
                        Check.good(USE, title, "CloudWatch knows of no use in the last %d hours".formatted(hours)));
    }

    private Prospect prospect(Optional<LiveUse> live) {
        return Prospect.of(seen.users(), seen.id().region(), key, live);
    }

    private static Check check(String id, String title, String detail, QuotaOutlook outlook) {
        return outlook.warning()
                .map(warning -> Check.bad(id, title, detail).fixedBy(Fix.of(warning.inFigures())))
                .orElseGet(() -> Check.good(id, title, detail));
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
