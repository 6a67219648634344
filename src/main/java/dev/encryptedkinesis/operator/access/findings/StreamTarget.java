package dev.encryptedkinesis.operator.access.findings;

import dev.encryptedkinesis.operator.access.policy.AccessRequest;
import dev.encryptedkinesis.operator.access.policy.Principal;
import java.util.List;
import java.util.Optional;

/** The resource policy of a stream. */
record StreamTarget(String arn) implements Target {

    @Override
    public String policy() {
        return "the resource policy of the stream";
    }

    @Override
    public List<Way> ways() {
        return List.of(Way.DIRECT);
    }

    @Override
    public List<String> actions(Ability ability) {
        return switch (ability) {
            case ADMINISTER ->
                List.of("kinesis:DeleteStream", "kinesis:StopStreamEncryption", "kinesis:PutResourcePolicy");
            case READ -> List.of("kinesis:GetRecords", "kinesis:SubscribeToShard");
            case WRITE -> List.of("kinesis:PutRecord", "kinesis:PutRecords");
        };
    }

    @Override
    public AccessRequest request(Principal principal, String action, Way way) {
        return AccessRequest.toKinesis(principal, action, arn, arn.split(":", 6)[3]);
    }

    @Override
    public Optional<Severity> severity(Who who, Ability ability, Way way) {
        return switch (who) {
            case ANYBODY -> Optional.of(Severity.CRITICAL);
            case OTHER_ACCOUNT, OTHER_IDENTITY -> Optional.of(Severity.WARNING);
            case ACCOUNT_OF_DECLARED, OWN_ACCOUNT ->
                Optional.of(ability == Ability.ADMINISTER ? Severity.WARNING : Severity.INFO);
            case DECLARED_ELSEWHERE, DECLARED_HERE ->
                ability == Ability.ADMINISTER ? Optional.of(Severity.WARNING) : Optional.empty();
            case SERVICE -> Optional.of(Severity.WARNING);
        };
    }

    @Override
    public String doing(Ability ability) {
        return switch (ability) {
            case ADMINISTER -> "administer the stream";
            case READ -> "read the stream";
            case WRITE -> "write to the stream";
        };
    }

    @Override
    public String advice(Who who) {
        return switch (who) {
            case ANYBODY -> "Name the principals that need it.";
            case OWN_ACCOUNT ->
                "Take it out: principals of the stream's own account get their permissions by IAM policies.";
            case OTHER_ACCOUNT, ACCOUNT_OF_DECLARED -> "Name the roles that need it instead of the account.";
            case OTHER_IDENTITY -> "Take it out if it does not use the stream; else declare it.";
            case DECLARED_ELSEWHERE, DECLARED_HERE ->
                "Permit a producer to put records and a consumer to get them, and no more.";
            case SERVICE -> "Ask in Condition for aws:SourceAccount to be " + account() + ", or take it out.";
        };
    }
}
