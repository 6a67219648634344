package dev.encryptedkinesis.operator.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.sts.StsClient;

class AwsClientsTest {

    private final List<String> events = new ArrayList<>();

    @Test
    void makesOneClientPerServiceAndRegionWhenFirstAskedFor() {
        AwsClients clients = new AwsClients(new Recording());
        assertThat(events).isEmpty();

        clients.streams("eu-west-1");
        clients.streams("eu-west-1");
        clients.keys("eu-west-1");
        clients.keyAccess("eu-west-1");
        clients.streams("us-east-1");
        clients.identities("us-east-1");
        clients.identities("us-east-1");
        clients.usage("eu-west-1");
        clients.usage("eu-west-1");
        clients.denials("eu-west-1");
        clients.denials("eu-west-1");

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
        clients.streams("eu-west-1");
        clients.streams("us-east-1");
        clients.keys("eu-west-1");
        clients.identities("eu-west-1");
        clients.usage("eu-west-1");
        clients.denials("eu-west-1");
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

    private final class Recording implements ClientFactory {

        @Override
        public KinesisClient kinesis(Region region) {
            events.add("make kinesis " + region);
            return new KinesisClient() {
                @Override
                public String serviceName() {
                    return SERVICE_NAME;
                }

                @Override
                public void close() {
                    events.add("close kinesis " + region);
                }
            };
        }

        @Override
        public KmsClient kms(Region region) {
            events.add("make kms " + region);
            return new KmsClient() {
                @Override
                public String serviceName() {
                    return SERVICE_NAME;
                }

                @Override
                public void close() {
                    events.add("close kms " + region);
                }
            };
        }

        @Override
        public IamClient iam(Region region) {
            events.add("make iam " + region);
            return new IamClient() {
                @Override
                public String serviceName() {
                    return SERVICE_NAME;
                }

                @Override
                public void close() {
                    events.add("close iam " + region);
                }
            };
        }

        @Override
        public CloudTrailClient cloudTrail(Region region) {
            events.add("make cloudtrail " + region);
            return new CloudTrailClient() {
                @Override
                public String serviceName() {
                    return SERVICE_NAME;
                }

                @Override
                public void close() {
                    events.add("close cloudtrail " + region);
                }
            };
        }

        @Override
        public CloudWatchClient cloudWatch(Region region) {
            events.add("make cloudwatch " + region);
            return new CloudWatchClient() {
                @Override
                public String serviceName() {
                    return SERVICE_NAME;
                }

                @Override
                public void close() {
                    events.add("close cloudwatch " + region);
                }
            };
        }

        @Override
        public StsClient sts(Region region) {
            events.add("make sts " + region);
            return new StsClient() {
                @Override
                public String serviceName() {
                    return SERVICE_NAME;
                }

                @Override
                public void close() {
                    events.add("close sts " + region);
                }
            };
        }

        @Override
        public void close() {
            events.add("close factory");
        }
    }
}
