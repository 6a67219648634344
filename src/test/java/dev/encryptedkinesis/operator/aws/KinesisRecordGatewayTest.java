package dev.encryptedkinesis.operator.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.encryptedkinesis.operator.doctor.RecordEncryption;
import dev.encryptedkinesis.operator.doctor.RecordGateway.Content;
import dev.encryptedkinesis.operator.doctor.RecordGateway.Look;
import dev.encryptedkinesis.operator.doctor.RecordGateway.Written;
import dev.encryptedkinesis.operator.simulation.Consistency;
import dev.encryptedkinesis.operator.simulation.SimulatedAws;
import dev.encryptedkinesis.operator.simulation.VirtualClock;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.model.PutRecordResponse;

class KinesisRecordGatewayTest {

    private final SimulatedAws aws = SimulatedAws.builder(VirtualClock.create())
            .consistency(Consistency.STRONG)
            .build();
    private final KinesisRecordGateway gateway = new KinesisRecordGateway(aws.kinesis(), AwsCalls.unheard("eu-west-1"));

    @BeforeEach
    void makeAStreamWithRecordsOfOthers() {
        aws.console().createActiveStream("orders", 1, Map.of());
        putOfOthers();
    }

    private PutRecordResponse putOfOthers() {
        return aws.console()
                .kinesis()
                .putRecord(request ->
                        request.streamName("orders").partitionKey("theirs").data(SdkBytes.fromUtf8String("theirs")));
    }

    @Test
    void whatWasPutIsFoundAmongOthers() {
        Written written = gateway.put("orders");
        putOfOthers();

        Look look = gateway.look(gateway.iteratorAt("orders", written), written);

        assertThat(written.encryption()).isEqualTo(RecordEncryption.NONE);
        assertThat(look.found()).hasValueSatisfying(found -> {
            assertThat(found.content()).isEqualTo(Content.AS_WRITTEN);
            assertThat(found.encryption()).isEqualTo(RecordEncryption.NONE);
        });
    }

    @Test
    void anotherContentIsTold() {
        PutRecordResponse theirs = putOfOthers();
        Written written = new Written(theirs.shardId(), theirs.sequenceNumber(), RecordEncryption.NONE);

        assertThat(gateway.look(gateway.iteratorAt("orders", written), written).found())
                .hasValueSatisfying(found -> assertThat(found.content()).isEqualTo(Content.OTHER));
    }

    @Test
    void aRecordOfOthersIsNotTheOne() {
        PutRecordResponse theirs = putOfOthers();
        Written written = new Written(theirs.shardId(), theirs.sequenceNumber(), RecordEncryption.NONE);
        String iterator = gateway.iteratorAt("orders", written);

        Look look = gateway.look(iterator, new Written(theirs.shardId(), "another", RecordEncryption.NONE));

        assertThat(look.found()).isEmpty();
        assertThat(look.next()).isPresent();
    }
}
