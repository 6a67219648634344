package dev.encryptedkinesis.operator.access.leastprivilege;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.policybuilder.iam.IamConditionOperator;
import software.amazon.awssdk.policybuilder.iam.IamStatement;

/** Policies of the keys, the stream and its fan-out consumers, as far as they are about the declared principals. */
final class ResourcePolicies {

    /** In the policy of a key: the key that has the policy. */
    private static final List<String> THIS_KEY = List.of("*");

    private static final String MAKE_DATA_KEY = "GenerateDataKey";
    private static final String OPEN_DATA_KEY = "Decrypt";

    private final StreamUse use;
    private final String streamSid;

    ResourcePolicies(StreamUse use) {
        this.use = use;
        this.streamSid = sid(use.stream().name());
    }

    /** As OrdersV2 of orders-v2, since IAM has letters and digits only. */
    private static String sid(String name) {
        return Arrays.stream(name.split("[^a-zA-Z0-9]"))
                .filter(word -> !word.isEmpty())
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining());
    }

    /** Statements to add to the policy of the current key; none if nobody can change it. */
    Optional<String> currentKey() {
        return use.currentKey().isTheCustomers()
                ? documentOf(Stream.of(encrypting(), decrypting(), keeping(writersAndReaders(), operations())))
                : Optional.empty();
    }

    /** Statements to add to the policies of the keys that are only read with. */
    Optional<String> previousKeys() {
        return use.keysToReadOnly().isEmpty()
                ? Optional.empty()
                : documentOf(Stream.of(decrypting(), keeping(use.readers(), List.of(OPEN_DATA_KEY))));
    }

    /** For those of other accounts. A stream under AWS's own key cannot be shared: their use of the key would be denied. */
    Optional<String> stream() {
        return documentOf(Stream.of(
                shared("WriteTo", Permissions.WRITE, use.writers(), use.stream().text()),
                shared("ReadFrom", Permissions.READ, use.readers(), use.stream().text())));
    }

    /** The same for a fan-out consumer, which has a policy of its own. */
    Optional<String> fanOutConsumer(String arn) {
        return documentOf(Stream.of(shared("SubscribeTo", Permissions.SUBSCRIBE, use.readers(), arn)));
    }

    private Collection<IamIdentity> writersAndReaders() {
        Set<IamIdentity> all = new TreeSet<>(use.writers());
        all.addAll(use.readers());
        return all;
    }

    private List<String> operations() {
        List<String> operations = new ArrayList<>();
        if (!use.readers().isEmpty()) {
            operations.add(OPEN_DATA_KEY);
        }
        if (!use.writers().isEmpty()) {
            operations.add(MAKE_DATA_KEY);
        }
        return operations;
    }

    private List<IamStatement> encrypting() {
        return inKeyPolicy("EncryptFor", Permissions.ENCRYPT, use.writers());
    }

    private List<IamStatement> decrypting() {
        return inKeyPolicy("DecryptFor", Permissions.DECRYPT, use.readers());
    }

    private List<IamStatement> inKeyPolicy(String does, List<String> actions, List<IamIdentity> identities) {
        return identities.isEmpty()
                ? List.of()
                : List.of(Permissions.throughKinesis(
                        Permissions.to(Permissions.allow(does + streamSid, actions, THIS_KEY), identities),
                        use.stream()));
    }

    private List<IamStatement> shared(
            String does, List<String> actions, List<IamIdentity> identities, String resource) {
        List<IamIdentity> foreign = use.currentKey().isTheCustomers() ? use.foreign(identities) : List.of();
        return foreign.isEmpty()
                ? List.of()
                : List.of(Permissions.to(Permissions.allow(does + streamSid, actions, List.of(resource)), foreign)
                        .build());
    }

    /** @param grantees to whom grants on the key may be given */
    private List<IamStatement> keeping(Collection<IamIdentity> grantees, Collection<String> operations) {
        List<IamStatement> statements = new ArrayList<>();
        use.operator()
                .ifPresent(keeper -> IamIdentity.of(keeper.roleArn()).ifPresent(role -> {
                    statements.add(toOperator("WatchFor", List.of("kms:DescribeKey"), role)
                            .build());
                    switch (keeper.duty()) {
                        case WATCH -> {}
                        case WATCH_AND_GRANT -> statements.addAll(granting(role, grantees, operations));
                    }
                }));
        return statements;
    }

    /** Only grants to these, only for what they need, and only ones that are bound to a context. */
    private List<IamStatement> granting(
            IamIdentity role, Collection<IamIdentity> grantees, Collection<String> operations) {
        if (grantees.isEmpty()) {
            return List.of();
        }
        return List.of(
                toOperator("GrantFor", List.of("kms:CreateGrant"), role)
                        .addConditions(
                                IamConditionOperator.STRING_EQUALS,
                                "kms:GranteePrincipal",
                                grantees.stream().map(IamIdentity::arn).toList())
                        .addCondition(
                                IamConditionOperator.STRING_EQUALS,
                                "kms:GrantConstraintType",
                                "EncryptionContextSubset")
                        .addConditions(
                                IamConditionOperator.STRING_EQUALS.addPrefix("ForAllValues:"),
                                "kms:GrantOperations",
                                operations)
                        .build(),
                toOperator("TakeBackFor", List.of("kms:ListGrants", "kms:RevokeGrant"), role)
                        .build());
    }

    private IamStatement.Builder toOperator(String does, List<String> actions, IamIdentity role) {
        return Permissions.to(Permissions.allow(does + streamSid, actions, THIS_KEY), List.of(role));
    }

    private static Optional<String> documentOf(Stream<List<IamStatement>> parts) {
        List<IamStatement> statements = parts.flatMap(List::stream).toList();
        return statements.isEmpty() ? Optional.empty() : Optional.of(Permissions.document(statements));
    }
}
