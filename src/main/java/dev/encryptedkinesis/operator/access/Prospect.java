package dev.encryptedkinesis.operator.access;

import dev.encryptedkinesis.operator.access.forecast.KeyStore;
import dev.encryptedkinesis.operator.access.forecast.KmsForecast;
import dev.encryptedkinesis.operator.access.forecast.KmsRegion;
import dev.encryptedkinesis.operator.access.forecast.LiveUse;
import dev.encryptedkinesis.operator.access.forecast.QuotaOutlook;
import dev.encryptedkinesis.operator.stream.Assessment;
import dev.encryptedkinesis.operator.stream.KeyFacts;
import java.util.Optional;

/**
 * What those who are declared will ask of KMS, and whether KMS will take it.
 *
 * @param forecast for the stream alone
 * @param quota for the whole account, as far as that is known
 */
public record Prospect(KmsForecast forecast, QuotaOutlook quota) {

    /** Empty as long as KMS does not tell of the wanted key: each kind of key has a quota of its own. */
    public static Optional<Prospect> of(DeclaredAccess declared, Assessment assessment, Optional<LiveUse> live) {
        return assessment
                .wantedKey()
                .known()
                .map(key -> of(declared, assessment.desired().id().region(), key, live));
    }

    public static Prospect of(DeclaredAccess declared, String region, KeyFacts key, Optional<LiveUse> live) {
        KmsForecast forecast =
                KmsForecast.of(new KmsRegion(region), store(key.store()), declared.producers(), declared.consumers());
        return new Prospect(forecast, QuotaOutlook.of(forecast, live));
    }

    private static KeyStore store(KeyFacts.Store store) {
        return switch (store) {
            case KMS -> KeyStore.KMS;
            case CUSTOM -> KeyStore.CUSTOM;
        };
    }
}
