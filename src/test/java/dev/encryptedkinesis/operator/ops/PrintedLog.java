package dev.encryptedkinesis.operator.ops;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.joran.spi.JoranException;
import dev.encryptedkinesis.operator.aws.CallListener;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/**
 * All that a deployed operator would print, by whatever logger of this process: what logback.xml lets through, as text, in
 * which a stack trace has a line for each of its frames. While it is open, nothing is kept from it by the tests' own settings.
 */
public final class PrintedLog implements AutoCloseable {

    private final LoggerContext live = (LoggerContext) LoggerFactory.getILoggerFactory();
    private final LoggerContext deployed = new LoggerContext();
    private final Map<Logger, Level> before = new HashMap<>();
    private final List<Appender<ILoggingEvent>> others = new ArrayList<>();
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            print(event);
        }
    };

    private PrintedLog() {}

    public static PrintedLog open() {
        PrintedLog log = new PrintedLog();
        log.configure();
        log.listen();
        return log;
    }

    private void configure() {
        try {
            deployed.putProperty("LOG_FORMAT", "text");
            JoranConfigurator configurator = new JoranConfigurator();
            configurator.setContext(deployed);
            configurator.doConfigure(PrintedLog.class.getResource("/logback.xml"));
        } catch (JoranException e) {
            throw new IllegalStateException(e);
        }
    }

    private void listen() {
        appender.setContext(live);
        appender.start();
        live.getLoggerList().stream()
                .filter(logger -> logger.getLevel() != null)
                .forEach(logger -> before.put(logger, logger.getLevel()));
        Logger root = live.getLogger(Logger.ROOT_LOGGER_NAME);
        before.keySet().stream().filter(logger -> logger != root).forEach(logger -> logger.setLevel(null));
        root.iteratorForAppenders().forEachRemaining(others::add);
        others.forEach(root::detachAppender);
        root.setLevel(deployed.getLogger(Logger.ROOT_LOGGER_NAME).getLevel());
        root.addAppender(appender);
    }

    private void print(ILoggingEvent event) {
        if (deployed.getLogger(event.getLoggerName()).isEnabledFor(event.getLevel())) {
            ConsoleAppender<ILoggingEvent> console = (ConsoleAppender<ILoggingEvent>)
                    deployed.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("console");
            new String(console.getEncoder().encode(event), StandardCharsets.UTF_8)
                    .lines()
                    .forEach(lines::add);
        }
    }

    /** In the order in which they were printed. */
    public List<String> lines() {
        return List.copyOf(lines);
    }

    /** What the deployed process has told of its calls of AWS. */
    public static CallListener callLog(Clock clock) {
        return new CallLog(clock);
    }

    /** What the deployed process has told of its passes by the SDK. */
    public static Metrics passLog(Clock clock) {
        return new PassLog(clock);
    }

    @Override
    public void close() {
        Logger root = live.getLogger(Logger.ROOT_LOGGER_NAME);
        root.detachAppender(appender);
        others.forEach(root::addAppender);
        before.forEach(Logger::setLevel);
        deployed.stop();
    }
}
