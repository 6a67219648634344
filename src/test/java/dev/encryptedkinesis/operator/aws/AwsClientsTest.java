package dev.encryptedkinesis.operator.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.encryptedkinesis.operator.aws.budget.CallBudgets;
import dev.encryptedkinesis.operator.stream.Actor;
import dev.encryptedkinesis.operator.stream.Actor.Session;
import dev.encryptedkinesis.operator.stream.Realm;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ListTagsForStreamRequest;
import software.amazon.awssdk.services.kinesis.model.ListTagsForStreamResponse;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

class AwsClientsTest {

    private final List<String> events = new ArrayList<>();
    private Runnable duringCall = () -> {};

    @Test
    void makesOneClientPerServiceAndRegionWhenFirstAskedFor() {
        AwsClients clients = new AwsClients(new Recording());
        assertThat(events).isEmpty();

        clients.streams(Realm.own("eu-west-1"));
        clients.streams(Realm.own("eu-west-1"));
        clients.keys(Realm.own("eu-west-1"));
        clients.keyAccess(Realm.own("eu-west-1"));
        clients.streams(Realm.own("us-east-1"));
        clients.identities(Realm.own("us-east-1"));
        clients.identities(Realm.own("us-east-1"));
        clients.usage(Realm.own("eu-west-1"));
        clients.usage(Realm.own("eu-west-1"));
        clients.denials(Realm.own("eu-west-1"));
        clients.denials(Realm.own("eu-west-1"));

        assertThat(events)
                .containsExactly(
                        "make kinesis eu-west-1",
                        "make kms eu-west-1",
                        "make kinesis us-east-1",
                        "make iam us-east-1",
                        "make cloudwatch eu-west-1",
                        "make cloudtrail eu-west-1");
    }

    @Test
    void closesEveryClientAndThenWhatTheyShare() {
        AwsClients clients = new AwsClients(new Recording());
        clients.streams(Realm.own("eu-west-1"));
        clients.streams(Realm.own("us-east-1"));
        clients.keys(Realm.own("eu-west-1"));
        clients.identities(Realm.own("eu-west-1"));
        clients.usage(Realm.own("eu-west-1"));
        clients.denials(Realm.own("eu-west-1"));
        events.clear();

        clients.close();

        assertThat(events)
                .containsExactlyInAnyOrder(
                        "close kinesis eu-west-1",
                        "close kinesis us-east-1",
                        "close kms eu-west-1",
                        "close iam eu-west-1",
                        "close cloudwatch eu-west-1",
                        "close cloudtrail eu-west-1",
                        "close factory")
                .endsWith("close factory");
    }

    @Test
    void aSessionHasClientsOfItsOwnAndEachOfItsRegionsToo() {
        AwsClients clients = new AwsClients(new Recording());

        clients.streams(of("shop", "eu-west-1"));
        clients.streams(of("shop", "eu-west-1"));
        clients.streams(of("shop", "us-east-1"));
        clients.streams(of("audit", "eu-west-1"));
        clients.streams(Realm.own("eu-west-1"));

        assertThat(events)
                .containsExactly(
                        "assume shop eu-west-1",
                        "make shop kinesis eu-west-1",
                        "assume shop us-east-1",
                        "make shop kinesis us-east-1",
                        "assume audit eu-west-1",
                        "make audit kinesis eu-west-1",
                        "make kinesis eu-west-1");
        events.clear();

        clients.close();

        assertThat(events)
                .contains("close shop kinesis us-east-1", "close shop factory")
                .endsWith("close factory");
    }

    /** Two identities without a role have the same credentials. */
    @Test
    void whoeverHasTheOperatorsOwnCredentialsSharesClients() {
        AwsClients clients = new AwsClients(new Recording());

        clients.streams(new Realm(new Actor("a", Optional.empty()), "eu-west-1"));
        clients.streams(new Realm(new Actor("b", Optional.empty()), "eu-west-1"));

        assertThat(events).containsExactly("make kinesis eu-west-1");
    }

    @Test
    void theSessionThatWasNotAskedForTheLongestGoesWhenThereAreTooMany() {
        AwsClients clients = new AwsClients(new Recording());
        clients.streams(of("first", "eu-west-1"));
        clients.streams(of("second", "eu-west-1"));
        IntStream.range(2, AwsClients.MOST_SESSIONS).forEach(i -> clients.streams(of("more-" + i, "eu-west-1")));
        clients.streams(of("first", "eu-west-1"));
        events.clear();

        clients.streams(of("last", "eu-west-1"));

        assertThat(events)
                .containsExactly(
                        "assume last eu-west-1",
                        "close second kinesis eu-west-1",
                        "close second factory",
                        "make last kinesis eu-west-1");
    }

    @Test
    void nothingIsClosedWhileACallIsUnderWay() {
        AwsClients clients = new AwsClients(new Recording());
        duringCall = () -> {
            IntStream.range(0, AwsClients.MOST_SESSIONS).forEach(i -> clients.keys(of("more-" + i, "eu-west-1")));
            assertThat(events).doesNotContain("close shop kinesis eu-west-1", "close shop factory");
        };

        clients.streams(of("shop", "eu-west-1")).tags("orders");

        assertThat(events).endsWith("close shop kinesis eu-west-1", "close shop factory");
    }

    /** That of a role stands in its ARN. */
    @Test
    void stsSaysOfWhichAccountTheOperatorsOwnCredentialsAre() {
        CallBudgets budgets = new CallBudgets(0.5, () -> 0);
        AwsClients clients = new AwsClients(new Recording(), CallListener.NONE, () -> 0, budgets);
        clients.streams(Realm.own("eu-west-1")).tags("orders");

        clients.caller(Realm.own("eu-west-1")).caller();
        clients.streams(Realm.own("eu-west-1")).tags("orders");
        clients.streams(of("shop", "eu-west-1")).tags("orders");

        assertThat(budgets.levels())
                .filteredOn(level -> level.operation().equals("ListTagsForStream"))
                .extracting(CallBudgets.Level::account)
                .containsExactly("444455556666");
    }

    private static Realm of(String namespace, String region) {
        return new Realm(
                new Actor(
                        "tenants",
                        Optional.of(new Session(
                                "arn:aws:iam::444455556666:role/tenants",
                                Optional.empty(),
                                "cluster",
                                "tenants",
                                namespace))),
                region);
    }

    private final class Recording implements ClientFactory {

        private final String whose;

        Recording() {
            this("");
        }

        private Recording(String whose) {
            this.whose = whose;
        }

        @Override
        public ClientFactory assuming(Session session, Region region) {
            events.add("assume " + session.namespace() + " " + region);
            return new Recording(session.namespace() + " ");
        }

        @Override
        public KinesisClient kinesis(Region region) {
            events.add("make " + whose + "kinesis " + region);
            return new KinesisClient() {
                @Override
                public String serviceName() {
                    return SERVICE_NAME;
                }

                @Override
                public ListTagsForStreamResponse listTagsForStream(ListTagsForStreamRequest request) {
                    duringCall.run();
                    return ListTagsForStreamResponse.builder()
                            .hasMoreTags(false)
                            .build();
                }

                @Override
                public void close() {
                    events.add("close " + whose + "kinesis " + region);
                }
            };
        }

        @Override
        public KmsClient kms(Region region) {
            events.add("make " + whose + "kms " + region);
            return new KmsClient() {
                @Override
                public String serviceName() {
                    return SERVICE_NAME;
                }

                @Override
                public void close() {
                    events.add("close " + whose + "kms " + region);
                }
            };
        }

        @Override
        public IamClient iam(Region region) {
            events.add("make " + whose + "iam " + region);
            return new IamClient() {
                @Override
                public String serviceName() {
                    return SERVICE_NAME;
                }

                @Override
                public void close() {
                    events.add("close " + whose + "iam " + region);
                }
            };
        }

        @Override
        public SqsClient sqs(Region region) {
            events.add("make " + whose + "sqs " + region);
            return new SqsClient() {
                @Override
                public String serviceName() {
                    return SERVICE_NAME;
                }

                @Override
                public void close() {
                    events.add("close " + whose + "sqs " + region);
                }
            };
        }

        @Override
        public CloudTrailClient cloudTrail(Region region) {
            events.add("make " + whose + "cloudtrail " + region);
            return new CloudTrailClient() {
                @Override
                public String serviceName() {
                    return SERVICE_NAME;
                }

                @Override
                public void close() {
                    events.add("close " + whose + "cloudtrail " + region);
                }
            };
        }

        @Override
        public CloudWatchClient cloudWatch(Region region) {
            events.add("make " + whose + "cloudwatch " + region);
            return new CloudWatchClient() {
                @Override
                public String serviceName() {
                    return SERVICE_NAME;
                }

                @Override
                public void close() {
                    events.add("close " + whose + "cloudwatch " + region);
                }
            };
        }

        @Override
        public StsClient sts(Region region) {
            events.add("make " + whose + "sts " + region);
            return new StsClient() {
                @Override
                public String serviceName() {
                    return SERVICE_NAME;
                }

                @Override
                public GetCallerIdentityResponse getCallerIdentity(GetCallerIdentityRequest request) {
                    return GetCallerIdentityResponse.builder()
                            .account("444455556666")
                            .arn("arn:aws:sts::444455556666:assumed-role/operator/pod")
                            .build();
                }

                @Override
                public void close() {
                    events.add("close " + whose + "sts " + region);
                }
            };
        }

        @Override
        public void close() {
            events.add("close " + whose + "factory");
        }
    }
}
