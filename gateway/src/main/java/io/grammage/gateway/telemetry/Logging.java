package io.grammage.gateway.telemetry;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.spi.ContextAware;
import org.slf4j.LoggerFactory;

/**
 * Sets up the log, on standard error. A thread of its own writes it: event loops do not wait for a terminal or a pipe unless
 * a great many lines do already.
 */
public final class Logging {
    private static final int QUEUE_LENGTH = 8_192;
    private static final String TEXT_PATTERN = "%d{yyyy-MM-dd'T'HH:mm:ss.SSS'Z',UTC} %-5level %logger{0} - %msg%n%ex";

    private Logging() {}

    /**
     * Replaces what was set up before.
     *
     * @param level of the log, for example {@code info}
     */
    public static void configure(LogFormat format, String level) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.toLevel(level, Level.INFO));
        // What the migrations do is said by the store, once, and only when they do anything.
        context.getLogger("org.flywaydb").setLevel(Level.WARN);
        root.addAppender(async(context, console(context, encoder(context, format))));
    }

    /** Writes what is still queued. */
    public static void flush() {
        ((LoggerContext) LoggerFactory.getILoggerFactory()).stop();
    }

    private static Encoder<ILoggingEvent> encoder(LoggerContext context, LogFormat format) {
        return switch (format) {
            case TEXT -> pattern(context, TEXT_PATTERN);
            case JSON -> started(context, new JsonEncoder());
        };
    }

    private static Encoder<ILoggingEvent> pattern(LoggerContext context, String pattern) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setPattern(pattern);
        return started(context, encoder);
    }

    private static <T extends Encoder<ILoggingEvent> & ContextAware> Encoder<ILoggingEvent> started(
            LoggerContext context, T encoder) {
        encoder.setContext(context);
        encoder.start();
        return encoder;
    }

    private static ConsoleAppender<ILoggingEvent> console(LoggerContext context, Encoder<ILoggingEvent> encoder) {
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(context);
        appender.setName("log");
        appender.setTarget("System.err");
        appender.setEncoder(encoder);
        appender.start();
        return appender;
    }

    private static AsyncAppender async(LoggerContext context, ConsoleAppender<ILoggingEvent> target) {
        AsyncAppender appender = new AsyncAppender();
        appender.setContext(context);
        appender.setName("async-" + target.getName());
        appender.setQueueSize(QUEUE_LENGTH);
        appender.setDiscardingThreshold(0);
        appender.addAppender(target);
        appender.start();
        return appender;
    }
}
