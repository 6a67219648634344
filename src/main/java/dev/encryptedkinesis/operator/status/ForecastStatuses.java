package dev.encryptedkinesis.operator.status;

import dev.encryptedkinesis.operator.access.AccessOutcome;
import dev.encryptedkinesis.operator.access.Prospect;
import dev.encryptedkinesis.operator.access.forecast.QuotaOutlook;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStreamStatus;
import dev.encryptedkinesis.operator.api.ForecastStatus;
import dev.encryptedkinesis.operator.api.Reason;
import java.util.Objects;
import java.util.Optional;

/**
 * What the status says of the use of KMS. Its figures follow from the spec alone; what is measured is in it only as a
 * warning that stays the same while the figures behind it rise and fall.
 */
final class ForecastStatuses {

    private ForecastStatuses() {}

    /** Null if nobody is declared. As long as nothing is known, what was said before stands. */
    static ForecastStatus of(EncryptedKinesisStreamStatus previous, AccessOutcome access) {
        return access.review().isEmpty()
                ? null
                : access.prospect().map(ForecastStatuses::of).orElse(previous.forecast());
    }

    private static ForecastStatus of(Prospect prospect) {
        return new ForecastStatus(
                prospect.forecast().requestsPerSecondText(),
                prospect.forecast().shareOfQuotaText(),
                prospect.forecast().costIn30DaysText().orElse(null),
                prospect.quota().warning().map(QuotaOutlook.Warning::lasting).orElse(null));
    }

    /** That the quota is near, or used up: once, with the figures of that moment. */
    static Optional<Occurrence> occurrence(
            EncryptedKinesisStreamStatus previous, EncryptedKinesisStreamStatus next, AccessOutcome access) {
        return Objects.equals(warning(previous), warning(next))
                ? Optional.empty()
                : access.prospect()
                        .flatMap(prospect -> prospect.quota().warning())
                        .map(warning -> Occurrence.warning(Reason.KmsQuotaNear, warning.inFigures()));
    }

    private static String warning(EncryptedKinesisStreamStatus status) {
        return status.forecast() == null ? null : status.forecast().warning();
    }
}
