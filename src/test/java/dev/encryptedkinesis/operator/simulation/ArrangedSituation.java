package dev.encryptedkinesis.operator.simulation;

import dev.encryptedkinesis.operator.simulation.AccessSituation.On;
import dev.encryptedkinesis.operator.simulation.AccessSituation.Part;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.kms.model.GrantConstraints;

/**
 * A situation as it was made: stream {@code orders}, encrypted, its key and a principal. After it, the seconds go by in which a
 * record may still be written in plaintext.
 */
public final class ArrangedSituation {
    public static final String STREAM = "arn:aws:kinesis:eu-west-1:123456789012:stream/orders";

    static final String SESSION = "session-1";
    private static final String OTHER_ACCOUNT = "999999999999";

    private final AwsConsole console;
    private final AccessConsole access;
    private final Runnable settle;
    private final String principal;
    private final String key;

    /** @param settle lets the seconds go by */
    public ArrangedSituation(AccessSituation situation, AwsConsole console, Runnable settle) {
        this.console = console;
        this.access = console.access();
        this.settle = settle;
        this.principal = principal(situation);
        this.key = key(situation);
        giveItsOwnSide(situation);
        giveGrants(situation);
    }

    public String principal() {
        return principal;
    }

    public String key() {
        return key;
    }

    private String principal(AccessSituation situation) {
        access.createRole("other");
        return switch (situation.principal()) {
            case Role -> access.createRole("api");
            case User -> access.createUser("api");
        };
    }

    private String key(AccessSituation situation) {
        String arn = situation.key() == AccessSituation.Key.Shared
                ? console.createKeyOfAccount(OTHER_ACCOUNT)
                : ownKey(situation);
        console.createActiveStream("orders", 1, Map.of());
        console.encrypt("orders", arn);
        // Past the seconds in which a record may still be written in plaintext.
        settle.run();
        access.putKeyPolicy(
                arn,
                situation
                        .keyPolicy()
                        .of(Principal.accountOf(arn), "eu-west-1")
                        .with("other", "123456789012")
                        .with("role", principal)
                        .with("session", Principal.of(principal, SESSION).sessionArn())
                        .with("stream", STREAM)
                        .text());
        return arn;
    }

    private String ownKey(AccessSituation situation) {
        return situation.keyPolicy() == NamedKeyPolicy.AWS_MANAGED
                ? console.kms()
                        .describeKey(request -> request.keyId("alias/aws/kinesis"))
                        .keyMetadata()
                        .arn()
                : console.createKey();
    }

    private void giveItsOwnSide(AccessSituation situation) {
        access.putPolicy(principal, "policy", document(situation.identity(), key));
        if (!situation.boundary().isEmpty()) {
            access.putBoundary(principal, document(situation.boundary(), key));
        }
        if (!situation.organization().isEmpty()) {
            access.putServiceControlPolicy("123456789012", document(situation.organization(), key));
        }
    }

    private static String document(List<Part> parts, String key) {
        Allowance document = Allowance.of("*", "kinesis:*");
        parts.forEach(part -> {
            String[] actions = part.actions().toArray(String[]::new);
            String resource = part.on() == On.Key ? key : "*";
            if (part.effect() == AccessSituation.Effect.Deny) {
                document.butNot(resource, actions);
            } else if (part.throughKinesis()) {
                document.andThroughKinesis("eu-west-1", STREAM, resource, actions);
            } else {
                document.and(resource, actions);
            }
        });
        return document.text();
    }

    private void giveGrants(AccessSituation situation) {
        situation
                .grants()
                .forEach(grant -> console.kms()
                        .createGrant(request -> request.keyId(key)
                                .granteePrincipal(
                                        switch (grant.to()) {
                                            case Principal -> principal;
                                            case Session ->
                                                Principal.of(principal, SESSION).sessionArn();
                                            case OtherRole -> "arn:aws:iam::123456789012:role/other";
                                        })
                                .operationsWithStrings(grant.operations())
                                .constraints(constraints(grant.context()))));
        access.settleGrants(key);
    }

    private static GrantConstraints constraints(AccessSituation.Context context) {
        return switch (context) {
            case None -> null;
            case Subset ->
                GrantConstraints.builder()
                        .encryptionContextSubset(Map.of("aws:kinesis:arn", STREAM))
                        .build();
            case Equals ->
                GrantConstraints.builder()
                        .encryptionContextEquals(Map.of("aws:kinesis:arn", STREAM))
                        .build();
            case OtherStream ->
                GrantConstraints.builder()
                        .encryptionContextSubset(Map.of("aws:kinesis:arn", STREAM + "-of-others"))
                        .build();
        };
    }
}
