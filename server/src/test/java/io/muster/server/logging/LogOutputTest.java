package io.muster.server.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class LogOutputTest {
    private static final Logger LOG = LoggerFactory.getLogger("io.muster.server.logging.LogOutputTest");

    /** A part of each text that is logged here. */
    private static final Pattern OWN = Pattern.compile("LogOutputTest|all is lost|these|noise");

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    @AfterEach
    void restore() throws Exception {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(LogOutputTest.class.getResource("/logback-test.xml"));
    }

    @Test
    void shouldWriteOneLineAnEventWhateverIsInIt() {
        LogOutput.apply(LogOptions.defaults(), written);
        LOG.info("workspace '{}' made", "shop\n2026-01-01T00:00:00.000Z ERROR all is lost");
        List<String> lines = lines();
        assertEquals(1, lines.size(), lines::toString);
        assertTrue(lines.getFirst().contains("INFO  LogOutputTest - workspace 'shop 2026"), lines::toString);
    }

    @Test
    void shouldWriteAnObjectALine() throws Exception {
        LogOutput.apply(new LogOptions(LogFormat.JSON, LogLevel.WARN), written);
        LOG.info("not told");
        LOG.warn("found {} of\n\"these\"", 7);
        List<String> lines = lines();
        assertEquals(1, lines.size(), lines::toString);
        JsonNode line = new ObjectMapper().readTree(lines.getFirst());
        assertEquals("WARN", line.path("level").asText());
        assertEquals("found 7 of\n\"these\"", line.path("formattedMessage").asText());
        assertTrue(line.path("timestamp").asLong() > 0, lines::toString);
    }

    @Test
    void shouldKeepLibrariesQuiet() {
        LogOutput.apply(new LogOptions(LogFormat.TEXT, LogLevel.DEBUG), written);
        LoggerFactory.getLogger("io.netty.channel.Some").debug("noise");
        LoggerFactory.getLogger("net.openhft.chronicle.Some").info("noise");
        LOG.debug("told");
        assertEquals(1, lines().size());
    }

    /** What this test has to do with: threads of other tests may have something to say as well. */
    private List<String> lines() {
        return written.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> OWN.matcher(line).find())
                .toList();
    }
}
