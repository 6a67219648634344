package dev.encryptedkinesis.operator.access.leastprivilege;

import static dev.encryptedkinesis.operator.access.leastprivilege.Uses.ACCOUNT;
import static dev.encryptedkinesis.operator.access.leastprivilege.Uses.OTHER_ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.encryptedkinesis.operator.access.policy.AccessRequest;
import dev.encryptedkinesis.operator.access.policy.PolicyDocument;
import dev.encryptedkinesis.operator.access.policy.PolicyEvaluator;
import dev.encryptedkinesis.operator.access.policy.Principal;
import dev.encryptedkinesis.operator.access.policy.RequestContext;
import dev.encryptedkinesis.operator.access.policy.Verdict;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/**
 * Whatever the use: what each file permits, asked of the evaluator, is what the tables here say, request by request, and nothing
 * beside. The tables are written from AWS's documentation, not from the code.
 */
class NothingBroaderTest {

    private static final Set<String> WRITES =
            Set.of("kinesis:PutRecord", "kinesis:PutRecords", "kinesis:DescribeStreamSummary", "kinesis:ListShards");

    private static final Set<String> READS = Set.of(
            "kinesis:DescribeStream",
            "kinesis:DescribeStreamSummary",
            "kinesis:ListShards",
            "kinesis:GetShardIterator",
            "kinesis:GetRecords");

    private static final Set<String> SUBSCRIBES = Set.of("kinesis:SubscribeToShard", "kinesis:DescribeStreamConsumer");

    /** What the policies are about, and some of what they must not be about. */
    private static final List<String> ACTIONS = Stream.of(
                    WRITES.stream(),
                    READS.stream(),
                    SUBSCRIBES.stream(),
                    Stream.of(
                            "kms:GenerateDataKey",
                            "kms:Decrypt",
                            "kms:Encrypt",
                            "kms:GenerateDataKeyWithoutPlaintext",
                            "kms:ReEncryptFrom",
                            "kms:CreateGrant",
                            "kms:PutKeyPolicy",
                            "kms:ScheduleKeyDeletion",
                            "kinesis:DeleteStream",
                            "kinesis:MergeShards",
                            "kinesis:StopStreamEncryption",
                            "kinesis:PutResourcePolicy",
                            "kinesis:RegisterStreamConsumer",
                            "kinesis:DeregisterStreamConsumer",
                            "dynamodb:GetItem",
                            "iam:PassRole",
                            "s3:GetObject"))
            .flatMap(actions -> actions)
            .distinct()
            .sorted()
            .toList();

    private enum Seen {
        EXPECTED,
        OTHER,
        ABSENT
    }

    /** One request in all that a policy may look at. */
    record Asked(
            Principal principal, String action, String resource, Seen service, Seen encryptionContext, StreamUse use) {

        boolean isThroughKinesisForTheStream() {
            return service == Seen.EXPECTED && encryptionContext == Seen.EXPECTED;
        }

        boolean isForTheStream() {
            return resource.equals(use.stream().text());
        }

        boolean isForFanOut() {
            return use.fanOutConsumers().contains(resource);
        }

        boolean isForKey() {
            return resource.equals(use.currentKey().arn()) && use.currentKey().manager() == StreamKey.Manager.CUSTOMER;
        }

        boolean isForPreviousKey() {
            return use.previousKeys().stream()
                    .anyMatch(key -> key.arn().equals(resource) && key.manager() == StreamKey.Manager.CUSTOMER);
        }

        boolean isByProducer() {
            return use.producers().contains(principal.arn());
        }

        boolean isByConsumer() {
            return use.consumers().contains(principal.arn());
        }

        boolean isByForeigner() {
            return use.currentKey().manager() == StreamKey.Manager.CUSTOMER
                    && !principal.account().equals(Optional.of(use.stream().account()));
        }

        AccessRequest request() {
            RequestContext context = AccessRequest.of(principal, action, resource)
                    .context()
                    .withAbsentPrefix("aws:PrincipalTag/")
                    .withAbsent("cloudwatch:namespace");
            context = switch (service) {
                case EXPECTED ->
                    context.with("kms:ViaService", "kinesis." + use.stream().region() + ".amazonaws.com");
                case OTHER -> context.with("kms:ViaService", "kinesis.us-east-1.amazonaws.com");
                case ABSENT -> context.withAbsent("kms:ViaService");
            };
            context = switch (encryptionContext) {
                case EXPECTED ->
                    context.withEncryptionContext(
                            Map.of("aws:kinesis:arn", use.stream().text()));
                case OTHER ->
                    context.withEncryptionContext(
                            Map.of("aws:kinesis:arn", use.stream().text() + "2"));
                case ABSENT -> context.withEncryptionContext(Map.of());
            };
            return new AccessRequest(principal, action, resource, context);
        }
    }

    @Property
    void theProducersPolicy(@ForAll("asked") Asked asked) {
        assertThat(permits("producer-policy.json", asked))
                .isEqualTo(!asked.use().producers().isEmpty()
                        && (asked.isForTheStream() && WRITES.contains(asked.action())
                                || asked.isForKey()
                                        && asked.isThroughKinesisForTheStream()
                                        && asked.action().equals("kms:GenerateDataKey")));
    }

    @Property
    void theConsumersPolicy(@ForAll("asked") Asked asked) {
        assertThat(permits("consumer-policy.json", asked)).isEqualTo(isPermittedToConsumers(asked));
    }

    /** Without the tag that names the application, it is the consumers' policy, and the registration of a consumer. */
    @Property
    void theKclConsumersPolicyWithoutATag(@ForAll("asked") Asked asked) {
        boolean hasReaderHere = asked.use().consumers().stream()
                .anyMatch(arn -> arn.contains(":" + asked.use().stream().account() + ":"));

        assertThat(permits("kcl-consumer-policy.json", asked))
                .isEqualTo(hasReaderHere
                        && (isPermittedToConsumers(asked)
                                || asked.isForTheStream() && asked.action().equals("kinesis:RegisterStreamConsumer")));
    }

    @Property
    void theStatementsForTheKey(@ForAll("asked") Asked asked) {
        assertThat(permits("key-policy-statements.json", asked))
                .isEqualTo(asked.use().currentKey().manager() == StreamKey.Manager.CUSTOMER
                        && asked.isThroughKinesisForTheStream()
                        && (asked.isByProducer() && asked.action().equals("kms:GenerateDataKey")
                                || asked.isByConsumer() && asked.action().equals("kms:Decrypt")));
    }

    @Property
    void theStatementsForPreviousKeys(@ForAll("asked") Asked asked) {
        boolean hasPrevious = asked.use().previousKeys().stream()
                .anyMatch(key -> key.manager() == StreamKey.Manager.CUSTOMER
                        && !key.arn().equals(asked.use().currentKey().arn()));

        assertThat(permits("previous-key-policy-statements.json", asked))
                .isEqualTo(hasPrevious
                        && asked.isThroughKinesisForTheStream()
                        && asked.isByConsumer()
                        && asked.action().equals("kms:Decrypt"));
    }

    @Property
    void theStreamsPolicy(@ForAll("asked") Asked asked) {
        assertThat(permits("stream-policy.json", asked))
                .isEqualTo(asked.isByForeigner()
                        && asked.isForTheStream()
                        && (asked.isByProducer() && WRITES.contains(asked.action())
                                || asked.isByConsumer() && READS.contains(asked.action())));
    }

    @Property
    void theFanOutConsumersPolicy(@ForAll("asked") Asked asked) {
        assertThat(permits("fan-out-policy-billing.json", asked))
                .isEqualTo(asked.isByForeigner()
                        && asked.isForFanOut()
                        && asked.isByConsumer()
                        && SUBSCRIBES.contains(asked.action()));
    }

    @Property
    void theOrderInWhichThingsAreNamedMakesNoDifference(@ForAll("uses") StreamUse use) {
        StreamUse reversed = Uses.with(use, reversed(use.producers()), reversed(use.consumers()));

        assertThat(PolicyFiles.of(reversed)).isEqualTo(PolicyFiles.of(use));
    }

    private static boolean isPermittedToConsumers(Asked asked) {
        return !asked.use().consumers().isEmpty()
                && (asked.isForTheStream() && READS.contains(asked.action())
                        || asked.isForFanOut() && SUBSCRIBES.contains(asked.action())
                        || (asked.isForKey() || asked.isForPreviousKey())
                                && asked.isThroughKinesisForTheStream()
                                && asked.action().equals("kms:Decrypt"));
    }

    private static boolean permits(String file, Asked asked) {
        String policy = PolicyFiles.of(asked.use()).get(file);
        return policy != null
                && PolicyEvaluator.evaluate(PolicyDocument.parse(policy), asked.request()) instanceof Verdict.Allowed;
    }

    @Provide
    Arbitrary<Asked> asked() {
        return uses().flatMap(use -> Combinators.combine(
                        principal(use),
                        often(Arbitraries.of("kms:GenerateDataKey", "kms:Decrypt"), Arbitraries.of(ACTIONS)),
                        often(
                                Arbitraries.of(use.stream().text(), Uses.KEY, Uses.OLD_KEY),
                                Arbitraries.of(resourcesAround(use))),
                        seen(),
                        seen())
                .as((principal, action, resource, service, context) ->
                        new Asked(principal, action, resource, service, context, use)));
    }

    /** Half of them declared, if anybody is. */
    private static Arbitrary<Principal> principal(StreamUse use) {
        Arbitrary<Principal> anybody = Arbitraries.of(principalsAround(use));
        List<Principal> declared = Stream.concat(use.producers().stream(), use.consumers().stream())
                .sorted()
                .map(Principal::new)
                .toList();
        return declared.isEmpty()
                ? anybody
                : Arbitraries.frequencyOf(Tuple.of(1, Arbitraries.of(declared)), Tuple.of(1, anybody));
    }

    /** What is to be permitted is asked often, and so is what differs from it in one thing. */
    private static Arbitrary<String> often(Arbitrary<String> relevant, Arbitrary<String> any) {
        return Arbitraries.frequencyOf(Tuple.of(1, relevant), Tuple.of(1, any));
    }

    private static Arbitrary<Seen> seen() {
        return Arbitraries.frequency(Tuple.of(4, Seen.EXPECTED), Tuple.of(1, Seen.OTHER), Tuple.of(1, Seen.ABSENT));
    }

    @Provide
    Arbitrary<StreamUse> uses() {
        Arbitrary<String> streamNames = Arbitraries.of("orders", "orders.eu_v-2", "o");
        Arbitrary<StreamKey.Manager> managers =
                Arbitraries.frequency(Tuple.of(5, StreamKey.Manager.CUSTOMER), Tuple.of(1, StreamKey.Manager.AWS));
        Arbitrary<Set<String>> identities = Arbitraries.of(IDENTITIES).set().ofMaxSize(4);
        return Combinators.combine(
                        streamNames,
                        managers,
                        Arbitraries.of(Uses.KEY, Uses.OLD_KEY).set(),
                        identities,
                        identities,
                        Arbitraries.of(true, false))
                .as((name, manager, oldKeys, producers, consumers, isFanOut) -> {
                    String stream = "arn:aws:kinesis:eu-west-1:" + ACCOUNT + ":stream/" + name;
                    return new StreamUse(
                            StreamArn.of(stream).orElseThrow(),
                            new StreamKey(Uses.KEY, manager),
                            keys(oldKeys, manager),
                            producers,
                            consumers,
                            isFanOut ? Set.of(stream + "/consumer/billing:1700000000") : Set.of(),
                            Optional.empty());
                });
    }

    private static final List<String> IDENTITIES = List.of(
            "arn:aws:iam::" + ACCOUNT + ":role/api",
            "arn:aws:iam::" + ACCOUNT + ":role/api2",
            "arn:aws:iam::" + ACCOUNT + ":role/team/api",
            "arn:aws:iam::" + ACCOUNT + ":user/api",
            "arn:aws:iam::" + OTHER_ACCOUNT + ":role/api",
            "arn:aws:iam::" + OTHER_ACCOUNT + ":user/audit");

    private static Set<StreamKey> keys(Set<String> arns, StreamKey.Manager ofCurrent) {
        Set<StreamKey> keys = new HashSet<>();
        for (String arn : arns) {
            keys.add(new StreamKey(arn, arn.equals(Uses.KEY) ? ofCurrent : StreamKey.Manager.CUSTOMER));
        }
        return keys;
    }

    private static List<Principal> principalsAround(StreamUse use) {
        Set<String> arns = new LinkedHashSet<>(use.producers());
        arns.addAll(use.consumers());
        arns.addAll(IDENTITIES);
        arns.add("arn:aws:iam::" + ACCOUNT + ":root");
        arns.add("arn:aws:iam::" + OTHER_ACCOUNT + ":root");
        arns.add("arn:aws-cn:iam::" + ACCOUNT + ":role/api");
        arns.add("kinesis.amazonaws.com");
        return arns.stream().map(Principal::new).toList();
    }

    private static List<String> resourcesAround(StreamUse use) {
        String stream = use.stream().text();
        return List.of(
                stream,
                stream + "2",
                stream + "/consumer/billing:1700000000",
                stream + "/consumer/billing:1800000000",
                stream + "/consumer/:1700000000",
                stream.replace(ACCOUNT, OTHER_ACCOUNT),
                stream.replace("eu-west-1", "us-east-1"),
                Uses.KEY,
                Uses.OLD_KEY,
                Uses.KEY.replace(ACCOUNT, OTHER_ACCOUNT),
                Uses.KEY.replace("eu-west-1", "us-east-1"),
                "arn:aws:dynamodb:eu-west-1:" + ACCOUNT + ":table/orders");
    }

    private static Set<String> reversed(Set<String> arns) {
        List<String> backwards =
                arns.stream().sorted((one, other) -> other.compareTo(one)).toList();
        return new LinkedHashSet<>(backwards);
    }
}
