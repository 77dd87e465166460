package io.muster.server.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.slf4j.LoggerFactory;

/**
 * Sets up the log of this process. Line breaks within a message become blanks, so that nobody who chooses a name can
 * write a line of his own.
 */
public final class LogOutput {
    /** One line: time in UTC, level, source, message; a stack trace after it where there is one, which is a bug's. */
    static final String PATTERN =
            "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX, UTC} %-5level %logger{0} -" + " %replace(%msg){'[\\r\\n]+', ' '}%n";

    /** What they say below a warning concerns those who develop them. */
    private static final List<String> QUIET = List.of("net.openhft", "io.netty", "io.vertx", "io.micrometer");

    private LogOutput() {}

    /**
     * Writes the log of the whole process to {@code target} from here on, as the options say. Not while others log: at
     * the start of the process.
     */
    public static void apply(LogOptions options, OutputStream target) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
        appender.setContext(context);
        appender.setName("log");
        appender.setEncoder(encoder(options.format(), context));
        appender.setOutputStream(target);
        appender.start();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        for (Appender<ILoggingEvent> former : formers(root)) {
            root.detachAppender(former);
        }
        root.addAppender(appender);
        root.setLevel(Level.toLevel(options.level().name()));
        Level quiet = options.level() == LogLevel.ERROR ? Level.ERROR : Level.WARN;
        QUIET.forEach(name -> context.getLogger(name).setLevel(quiet));
    }

    private static Encoder<ILoggingEvent> encoder(LogFormat format, LoggerContext context) {
        if (format == LogFormat.JSON) {
            JsonEncoder json = new JsonEncoder();
            json.setContext(context);
            json.setWithSequenceNumber(false);
            json.setWithNanoseconds(false);
            json.setWithContext(false);
            json.setWithMarkers(false);
            json.setWithMDC(false);
            json.setWithKVPList(false);
            json.setWithMessage(false);
            json.setWithArguments(false);
            json.setWithFormattedMessage(true);
            json.start();
            return json;
        }
        PatternLayoutEncoder text = new PatternLayoutEncoder();
        text.setContext(context);
        text.setCharset(StandardCharsets.UTF_8);
        text.setPattern(PATTERN);
        text.start();
        return text;
    }

    private static List<Appender<ILoggingEvent>> formers(Logger root) {
        List<Appender<ILoggingEvent>> formers = new java.util.ArrayList<>();
        root.iteratorForAppenders().forEachRemaining(formers::add);
        return formers;
    }
}
