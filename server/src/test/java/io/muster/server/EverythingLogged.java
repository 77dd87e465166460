package io.muster.server;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.Queue;
import org.slf4j.LoggerFactory;

/**
 * While it is open all that is logged, at DEBUG and with the traces, is added to a queue, and not shown on the console.
 */
public final class EverythingLogged implements AutoCloseable {
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Level level = root.getLevel();
    private final AppenderBase<ILoggingEvent> appender;

    /** From now on. */
    public EverythingLogged(Queue<String> told) {
        appender = new AppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
                IThrowableProxy thrown = event.getThrowableProxy();
                told.add(event.getFormattedMessage() + (thrown == null ? "" : ThrowableProxyUtil.asString(thrown)));
            }
        };
        appender.setContext(root.getLoggerContext());
        appender.start();
        root.addAppender(appender);
        root.iteratorForAppenders().forEachRemaining(each -> {
            if (each.getName() != null) {
                each.stop();
            }
        });
        root.setLevel(Level.DEBUG);
    }

    @Override
    public void close() {
        root.detachAppender(appender);
        root.setLevel(level);
        root.iteratorForAppenders().forEachRemaining(each -> {
            if (each.getName() != null) {
                each.start();
            }
        });
    }
}
