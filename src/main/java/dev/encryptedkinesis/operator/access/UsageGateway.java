package dev.encryptedkinesis.operator.access;

import dev.encryptedkinesis.operator.access.forecast.LiveUse;
import java.time.Instant;
import java.util.Optional;

/** CloudWatch in one Region, as far as it tells how much the account asks of KMS. Fails with a FailureException. */
public interface UsageGateway {

    /** The busiest minute in that time; empty if CloudWatch knows of no use. One call. */
    Optional<LiveUse> busiestMinute(Instant from, Instant to);
}
