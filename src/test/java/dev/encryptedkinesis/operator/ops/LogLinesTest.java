package dev.encryptedkinesis.operator.ops;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.joran.spi.JoranException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javaoperatorsdk.operator.processing.event.EventProcessor;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The log as it is deployed. */
class LogLinesTest {

    private static final String FORGED = "2026-03-01T12:00:00.000Z ERROR Main all is lost";

    private final LoggerContext context = new LoggerContext();
    private final LogbackMDCAdapter about = new LogbackMDCAdapter();

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void asJsonALineSaysWhatItIsAboutInFieldsOfItsOwn() throws Exception {
        about.put("resource.namespace", "shop");
        about.put("resource.name", "orders");
        about.put("aws.requestId", "c0ffee");

        JsonNode line = new ObjectMapper().readTree(written("json", "AWS carried out {}", "CreateStream"));

        assertThat(line.at("/level").textValue()).isEqualTo("WARN");
        assertThat(line.at("/loggerName").textValue()).isEqualTo("dev.encryptedkinesis.Test");
        assertThat(line.at("/formattedMessage").textValue()).isEqualTo("AWS carried out CreateStream");
        assertThat(line.at("/timestamp").isNumber()).isTrue();
        assertThat(line.at("/mdc/resource.namespace").textValue()).isEqualTo("shop");
        assertThat(line.at("/mdc/resource.name").textValue()).isEqualTo("orders");
        assertThat(line.at("/mdc/aws.requestId").textValue()).isEqualTo("c0ffee");
    }

    @Test
    void asTextItIsForPeople() {
        assertThat(written("text", "AWS carried out {}", "CreateStream"))
                .matches("[-0-9]{10}T[:.0-9]{12}Z WARN  Test AWS carried out CreateStream\n");
        assertThat(written("", "as if it were text", "")).endsWith("Z WARN  Test as if it were text\n");
    }

    static Stream<String> waysToEndALine() {
        return Stream.of("\n", "\r\n", "\r", "\u0085", "\u2028", "\u2029", "\u000b", "\f", "\u001b[1A\r", "\b\n");
    }

    @ParameterizedTest
    @MethodSource("waysToEndALine")
    void nobodyMakesALineOfTheirOwn(String end) throws Exception {
        String hostile = "orders" + end + FORGED;

        assertThat(written("text", "{} is there", hostile).strip().lines())
                .singleElement()
                .asString()
                .doesNotContain(end)
                .endsWith("orders " + (end.endsWith("[1A\r") ? "[1A " : "") + FORGED + " is there");
        String json = written("json", "{} is there", hostile);
        assertThat(json.strip().lines()).hasSize(1);
        assertThat(new ObjectMapper().readTree(json).at("/formattedMessage").textValue())
                .isEqualTo(hostile + " is there");
    }

    /** Brackets and quotes could end a field of JSON, and braces a placeholder. */
    @Test
    void nobodyMakesAFieldOfTheirOwn() throws Exception {
        about.put("aws.stream", "\",\"level\":\"ERROR");

        JsonNode line = new ObjectMapper().readTree(written("json", "{}", "\"}\n{\"level\":\"ERROR\"} {} \\"));

        assertThat(line.at("/level").textValue()).isEqualTo("WARN");
        assertThat(line.at("/formattedMessage").textValue()).isEqualTo("\"}\n{\"level\":\"ERROR\"} {} \\");
        assertThat(line.at("/mdc/aws.stream").textValue()).isEqualTo("\",\"level\":\"ERROR");
    }

    @Test
    void anExceptionsMessageMakesNoLineThatBeginsLikeOne() throws Exception {
        Throwable hostile = new IllegalStateException("no\n" + FORGED, new IllegalArgumentException("\r" + FORGED));

        List<String> lines = written("text", hostile).strip().lines().toList();
        assertThat(lines).hasSizeGreaterThan(4);
        assertThat(lines.subList(1, lines.size())).allMatch(line -> line.startsWith("    "));
        String json = written("json", hostile);
        assertThat(json.strip().lines()).hasSize(1);
        assertThat(new ObjectMapper().readTree(json).at("/throwable/message").textValue())
                .isEqualTo("no\n" + FORGED);
    }

    /** The SDK tells of each pass that fails, with a stack trace: what PassLog tells of once. */
    @Test
    void onlyWhoLooksForAFaultIsToldEachTime() throws Exception {
        configure("json");
        assertThat(context.getLogger(EventProcessor.class).isWarnEnabled()).isFalse();
        assertThat(context.getLogger("io.javaoperatorsdk.operator.processing.event.ReconciliationDispatcher")
                        .isWarnEnabled())
                .isTrue();

        context.putProperty("LOG_LEVEL", "DEBUG");
        configure("json");
        assertThat(context.getLogger(EventProcessor.class).isDebugEnabled()).isTrue();
    }

    private String written(String format, String message, String argument) {
        return written(format, event(message, null, argument));
    }

    private String written(String format, Throwable why) {
        return written(format, event("failed", why));
    }

    private LoggingEvent event(String message, Throwable why, Object... arguments) {
        Logger logger = context.getLogger("dev.encryptedkinesis.Test");
        context.setMDCAdapter(about);
        return new LoggingEvent(LogLinesTest.class.getName(), logger, Level.WARN, message, why, arguments);
    }

    private String written(String format, LoggingEvent event) {
        try {
            configure(format);
            ConsoleAppender<ILoggingEvent> console =
                    (ConsoleAppender<ILoggingEvent>) context.getLogger("ROOT").getAppender("console");
            return new String(console.getEncoder().encode(event), StandardCharsets.UTF_8);
        } catch (JoranException e) {
            throw new IllegalStateException(e);
        }
    }

    private void configure(String format) throws JoranException {
        String level = context.getProperty("LOG_LEVEL");
        context.reset();
        context.putProperty("LOG_LEVEL", level);
        context.putProperty("LOG_FORMAT", format);
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(LogLinesTest.class.getResource("/logback.xml"));
    }
}
