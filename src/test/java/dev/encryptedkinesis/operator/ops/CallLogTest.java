package dev.encryptedkinesis.operator.ops;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.encryptedkinesis.operator.api.EncryptedKinesisStream;
import dev.encryptedkinesis.operator.aws.CallListener.Call;
import dev.encryptedkinesis.operator.aws.CallListener.Effect;
import dev.encryptedkinesis.operator.reconcile.Pace;
import dev.encryptedkinesis.operator.reconcile.VirtualOperator;
import dev.encryptedkinesis.operator.scenario.SimulatedClients;
import dev.encryptedkinesis.operator.simulation.SimulatedAws;
import dev.encryptedkinesis.operator.simulation.VirtualClock;
import dev.encryptedkinesis.operator.stream.Failure;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

class CallLogTest {

    private static final Failure DENIED =
            new Failure(Failure.Kind.DENIED, "CreateStream", "AccessDeniedException", "not allowed");

    private final Logger logger = (Logger) LoggerFactory.getLogger(CallLog.class);
    private final Level before = logger.getLevel();
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>() {
        @Override
        protected void append(ILoggingEvent line) {
            // As long as what it is about is still known.
            line.prepareForDeferredProcessing();
            super.append(line);
        }
    };
    private final VirtualClock clock = VirtualClock.create();
    private final CallLog log = new CallLog(clock);

    @BeforeEach
    void listen() {
        logger.setLevel(Level.INFO);
        logger.setAdditive(false);
        lines.start();
        logger.addAppender(lines);
        MDC.put("resource.namespace", "shop");
        MDC.put("resource.name", "orders");
    }

    @AfterEach
    void leave() {
        MDC.clear();
        logger.detachAppender(lines);
        logger.setLevel(before);
        logger.setAdditive(true);
    }

    @Test
    void aChangeIsToldWithItsRequestAndAQuestionIsNot() {
        log.ended(call("CreateStream", Effect.CHANGE, Optional.empty()));
        log.ended(call("DescribeStreamSummary", Effect.NONE, Optional.empty()));

        assertThat(lines.list).singleElement().satisfies(line -> {
            assertThat(line.getLevel()).isEqualTo(Level.INFO);
            assertThat(line.getFormattedMessage())
                    .isEqualTo("shop/orders: AWS carried out CreateStream (Kinesis in eu-west-1, request c0ffee)");
            assertThat(line.getMDCPropertyMap()).containsEntry("aws.requestId", "c0ffee");
        });
        assertThat(MDC.get("aws.requestId")).isNull();
    }

    @Test
    void aRefusalThatGoesOnIsToldOnceAnHour() {
        for (int minute = 0; minute < 150; minute++) {
            log.ended(call("CreateStream", Effect.CHANGE, Optional.of(DENIED)));
            clock.advance(Duration.ofMinutes(1));
        }

        assertThat(lines.list).hasSize(3).allSatisfy(line -> {
            assertThat(line.getLevel()).isEqualTo(Level.WARN);
            assertThat(line.getFormattedMessage())
                    .isEqualTo("shop/orders: CreateStream failed: AccessDeniedException: not allowed"
                            + " (Kinesis in eu-west-1, request c0ffee)");
        });
    }

    @Test
    void anotherObjectAnotherOperationAndAnotherTroubleAreNews() {
        log.ended(call("CreateStream", Effect.CHANGE, Optional.of(DENIED)));
        log.ended(call("DeleteStream", Effect.CHANGE, Optional.of(DENIED)));
        log.ended(call(
                "CreateStream",
                Effect.CHANGE,
                Optional.of(new Failure(Failure.Kind.THROTTLED, "CreateStream", "Throttling", "slowly"))));
        MDC.put("resource.name", "payments");
        log.ended(call("CreateStream", Effect.CHANGE, Optional.of(DENIED)));

        assertThat(lines.list)
                .extracting(ILoggingEvent::getLevel)
                .containsExactly(Level.WARN, Level.WARN, Level.INFO, Level.WARN);
    }

    @Test
    void thatSomethingIsNotThereOrNotYetIsAnAnswerLikeOthers() {
        for (Failure.Kind kind : List.of(
                Failure.Kind.NOT_FOUND,
                Failure.Kind.ALREADY_EXISTS,
                Failure.Kind.BUSY,
                Failure.Kind.CREATION_SLOTS_TAKEN)) {
            log.ended(call("CreateStream", Effect.CHANGE, Optional.of(new Failure(kind, "CreateStream", "c", "m"))));
        }

        assertThat(lines.list).isEmpty();
    }

    /** As the documentation promises. */
    @Test
    void aStreamThatFailsForADayWritesAFewLinesAnHour() {
        SimulatedAws aws = SimulatedAws.builder(clock).build();
        VirtualOperator operator =
                new VirtualOperator(SimulatedClients.of(aws, clock, log), new Pace(new Random(1)), clock);
        aws.console().pointAlias("alias/orders", aws.console().createKey());
        aws.console().deny("kinesis:CreateStream");
        operator.apply(new KubernetesSerialization().unmarshal("""
                        apiVersion: encryptedkinesis.dev/v1alpha1
                        kind: EncryptedKinesisStream
                        metadata: {name: orders}
                        spec: {shards: 1, key: {id: alias/orders}}
                        """, EncryptedKinesisStream.class));

        operator.runFor(Duration.ofDays(1));

        assertThat(aws.journal().all().size()).isGreaterThan(500);
        assertThat(lines.list).hasSizeBetween(23, 26);
    }

    private static Call call(String operation, Effect effect, Optional<Failure> failure) {
        return new Call(
                "Kinesis", operation, effect, "eu-west-1", failure, Optional.of("c0ffee"), Duration.ofMillis(20));
    }
}
