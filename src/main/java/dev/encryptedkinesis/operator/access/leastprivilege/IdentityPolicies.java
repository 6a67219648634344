package dev.encryptedkinesis.operator.access.leastprivilege;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.policybuilder.iam.IamStatement;

/** Policies to attach to the roles and users themselves. */
final class IdentityPolicies {

    private final StreamUse use;
    private final List<String> streamArn;

    IdentityPolicies(StreamUse use) {
        this.use = use;
        this.streamArn = List.of(use.stream().text());
    }

    String producer() {
        List<IamStatement> statements = new ArrayList<>();
        statements.add(
                Permissions.allow("WriteToStream", Permissions.WRITE, streamArn).build());
        if (use.currentKey().isTheCustomers()) {
            statements.add(Permissions.throughKinesis(
                    Permissions.allow(
                            "EncryptThroughKinesis",
                            Permissions.ENCRYPT,
                            List.of(use.currentKey().arn())),
                    use.stream()));
        }
        return Permissions.document(statements);
    }

    String consumer() {
        return Permissions.document(reading());
    }

    /** @param account that the consumer is of: the Kinesis Client Library keeps its tables there */
    String kclConsumer(String account) {
        List<IamStatement> statements = reading();
        statements.addAll(new KclStatements(use.stream(), account).all());
        return Permissions.document(statements);
    }

    private List<IamStatement> reading() {
        List<IamStatement> statements = new ArrayList<>();
        statements.add(
                Permissions.allow("ReadFromStream", Permissions.READ, streamArn).build());
        if (!use.fanOut().isEmpty()) {
            statements.add(Permissions.allow("SubscribeAsFanOutConsumer", Permissions.SUBSCRIBE, use.fanOut())
                    .build());
        }
        if (!use.keysToRead().isEmpty()) {
            statements.add(Permissions.throughKinesis(
                    Permissions.allow("DecryptThroughKinesis", Permissions.DECRYPT, use.keysToRead()), use.stream()));
        }
        return statements;
    }
}
