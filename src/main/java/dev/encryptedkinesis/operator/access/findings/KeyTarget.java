package dev.encryptedkinesis.operator.access.findings;

import dev.encryptedkinesis.operator.access.policy.AccessRequest;
import dev.encryptedkinesis.operator.access.policy.Principal;
import dev.encryptedkinesis.operator.access.policy.RequestContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The policy of a key.
 *
 * <p>An encryption context alone protects nothing: it is no secret, and whoever asks KMS directly states it as needed. Together
 * with {@code kms:ViaService} it does, as then Kinesis states it.
 */
record KeyTarget(String arn, String streamArn) implements Target {

    @Override
    public String policy() {
        return "the policy of key " + arn;
    }

    @Override
    public List<Way> ways() {
        return List.of(Way.DIRECT, Way.THROUGH_KINESIS);
    }

    @Override
    public List<String> actions(Ability ability) {
        return switch (ability) {
            case ADMINISTER -> List.of("kms:PutKeyPolicy", "kms:ScheduleKeyDeletion", "kms:DisableKey");
            // Who may give grants may give itself one to decrypt.
            case READ -> List.of("kms:Decrypt", "kms:ReEncryptFrom", "kms:CreateGrant");
            case WRITE -> List.of("kms:GenerateDataKey", "kms:Encrypt");
        };
    }

    @Override
    public AccessRequest request(Principal principal, String action, Way way) {
        AccessRequest request = AccessRequest.throughKinesis(principal, action, arn, streamArn, region());
        RequestContext context = request.context();
        if (!isWithEncryptionContext(action)) {
            context = context.withEncryptionContext(Map.of());
        }
        return request.with(
                switch (way) {
                    case DIRECT -> context.withAbsent("kms:ViaService").with("aws:ViaAWSService", "false");
                    case THROUGH_KINESIS -> context;
                });
    }

    private static boolean isWithEncryptionContext(String action) {
        return List.of("kms:Decrypt", "kms:ReEncryptFrom", "kms:GenerateDataKey", "kms:Encrypt")
                .contains(action);
    }

    @Override
    public Optional<Severity> severity(Who who, Ability ability, Way way) {
        return switch (way) {
            case DIRECT -> direct(who, ability);
            // Kinesis asks for data keys alone.
            case THROUGH_KINESIS -> ability == Ability.ADMINISTER ? Optional.empty() : throughKinesis(who, ability);
        };
    }

    private static Optional<Severity> direct(Who who, Ability ability) {
        return switch (who) {
            case ANYBODY -> graded(ability, Severity.CRITICAL, Severity.CRITICAL, Severity.WARNING);
            case OTHER_ACCOUNT, ACCOUNT_OF_DECLARED, OTHER_IDENTITY ->
                graded(ability, Severity.CRITICAL, Severity.WARNING, Severity.INFO);
            case DECLARED_ELSEWHERE ->
                ability == Ability.WRITE
                        ? Optional.empty()
                        : graded(ability, Severity.CRITICAL, Severity.INFO, Severity.INFO);
            case OWN_ACCOUNT -> graded(ability, Severity.WARNING, Severity.WARNING, Severity.INFO);
            case DECLARED_HERE -> ability == Ability.ADMINISTER ? Optional.of(Severity.WARNING) : Optional.empty();
            case SERVICE -> graded(ability, Severity.WARNING, Severity.WARNING, Severity.INFO);
        };
    }

    /** As then the stream has to let them, too. */
    private static Optional<Severity> throughKinesis(Who who, Ability ability) {
        return switch (who) {
            case ANYBODY -> graded(ability, Severity.WARNING, Severity.WARNING, Severity.INFO);
            case OTHER_ACCOUNT, OTHER_IDENTITY -> Optional.of(Severity.INFO);
            // So it is with AWS's own key.
            case OWN_ACCOUNT -> ability == Ability.READ ? Optional.of(Severity.INFO) : Optional.empty();
            case ACCOUNT_OF_DECLARED, DECLARED_ELSEWHERE, DECLARED_HERE, SERVICE -> Optional.empty();
        };
    }

    private static Optional<Severity> graded(Ability ability, Severity administer, Severity read, Severity write) {
        return Optional.of(
                switch (ability) {
                    case ADMINISTER -> administer;
                    case READ -> read;
                    case WRITE -> write;
                });
    }

    @Override
    public String doing(Ability ability) {
        return switch (ability) {
            case ADMINISTER -> "administer the key";
            case READ -> "decrypt with the key";
            case WRITE -> "encrypt with the key";
        };
    }

    @Override
    public String advice(Who who) {
        String bound = "kms:ViaService to be kinesis." + region() + ".amazonaws.com and"
                + " kms:EncryptionContext:aws:kinesis:arn to be the stream's ARN";
        return switch (who) {
            case ANYBODY ->
                "Name the principals that need it; or have kms:CallerAccount be " + account() + ", and " + bound + ".";
            case OWN_ACCOUNT ->
                "Name the account's root instead of everybody, so that IAM policies decide; or ask in Condition for "
                        + bound + ".";
            case OTHER_ACCOUNT, ACCOUNT_OF_DECLARED ->
                "Name the roles that need it instead of the account, and ask in Condition for " + bound + ".";
            case OTHER_IDENTITY ->
                "Take it out if it does not use the stream; else declare it, and ask in Condition for " + bound + ".";
            case DECLARED_ELSEWHERE -> "Ask in Condition for " + bound + ".";
            case DECLARED_HERE ->
                "A producer needs kms:GenerateDataKey of the key and a consumer kms:Decrypt: permit no more.";
            case SERVICE ->
                "Ask in Condition for aws:SourceAccount to be " + account()
                        + ", or take it out: Kinesis needs no statement, it asks with its callers' permissions.";
        };
    }

    private String region() {
        return arn.split(":", 6)[3];
    }
}
