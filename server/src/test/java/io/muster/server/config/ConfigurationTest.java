package io.muster.server.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.muster.server.ClockMode;
import io.muster.server.ServerOptions;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationTest {
    private static final Map<String, String> NOTHING = Map.of();

    @Test
    void shouldLetFlagsWinOverEnvironmentOverFileOverDefaults() throws ConfigException {
        ConfigFile file = ConfigFile.of("muster.conf", """
            port = 1001
            host=0.0.0.0

              io-threads   =   4
            """);
        Map<String, String> environment = Map.of("MUSTER_PORT", "1002", "MUSTER_IO_THREADS", "5");
        Configuration all = Configuration.read(file, environment, Map.of("port", "1003"));
        assertEquals(1003, all.options().port());
        assertEquals(5, all.options().ioThreads());
        assertEquals("0.0.0.0", all.options().host());
        assertEquals("--port", origin(all, "port"));
        assertEquals("MUSTER_IO_THREADS", origin(all, "io-threads"));
        assertEquals("muster.conf:2", origin(all, "host"));
        assertEquals("default", origin(all, "queue-bytes"));
    }

    @Test
    void shouldReadEveryKindOfValue() throws ConfigException {
        ServerOptions options = Configuration.read(ConfigFile.of("muster.conf", """
            \uFEFF# comment
            data = /var/lib/the shop = mine
            queue-bytes = 1GiB
            batch-bytes = 16 MiB
            expected-customers = 10_000_000
            clock = manual
            now = 2026-01-01T01:00:00+01:00
            """.stripLeading()), NOTHING, NOTHING)
                .options();
        assertEquals(Path.of("/var/lib/the shop = mine"), options.dataDirectory());
        assertEquals(1L << 30, options.pipeline().queueBytes());
        assertEquals(16 << 20, options.pipeline().maxBatchBytes());
        assertEquals(10_000_000, options.expectedCustomers());
        assertEquals(ClockMode.MANUAL, options.clockMode());
        assertEquals(1_767_225_600_000L, options.startMillis());
    }

    @Test
    void shouldTellAllThatIsWrongWithItsPlace() {
        ConfigException wrong = assertThrows(
                ConfigException.class,
                () -> Configuration.read(
                        ConfigFile.of("/etc/muster.conf", """
                            prot = 1
                            nonsense
                            port = 70000
                            port = 7000
                            host = a # b
                            something-else-entirely = 1
                            queue-bytes = 64
                            io-threads =
                            """),
                        Map.of("MUSTER_EXPECTED_CUSTOMER", "5", "MUSTER_CLOCK", "sundial"),
                        Map.of("now", "noon")));
        assertEquals(
                List.of(
                        "/etc/muster.conf:2: found 'nonsense', expected name = value",
                        "/etc/muster.conf:4: port: found a second time, expected once (first in line 3)",
                        "/etc/muster.conf:5: host: found # behind the value, expected comments on lines of their own",
                        "/etc/muster.conf:1: prot: found an unknown option, expected perhaps port",
                        "/etc/muster.conf:3: port: found 70000, expected 0 to 65535",
                        "/etc/muster.conf:6: something-else-entirely: found an unknown option, expected one of those"
                                + " that muster config example lists",
                        "/etc/muster.conf:7: queue-bytes: found '64', expected a size of 8MiB to 1TiB with its unit: B,"
                                + " KiB, MiB, GiB or TiB",
                        "/etc/muster.conf:8: io-threads: found nothing, expected 1 to 1024",
                        "MUSTER_CLOCK: found 'sundial', expected system or manual",
                        "MUSTER_EXPECTED_CUSTOMER: found an unknown variable, expected perhaps"
                                + " MUSTER_EXPECTED_CUSTOMERS (or unset)",
                        "--now: found 'noon', expected an instant such as 2026-01-01T00:00:00Z"),
                wrong.problems());
    }

    @Test
    void shouldSayWhichOptionsDoNotFitEachOther() {
        assertProblem(
                "muster.conf:1: queue-bytes: found 33554432, expected 67108864 to 1099511627776",
                "queue-bytes = 32MiB");
        assertProblem(
                "queue-bytes (by default): found 268435456, expected 536870912 to 1099511627776",
                "batch-bytes = 512MiB");
        assertProblem(
                "muster.conf:1: clock: found manual, expected now (an instant) beside it, where the clock starts",
                "clock = manual");
        assertProblem(
                "muster.conf:1: now: found beside the system's clock, expected clock manual",
                "now = 2026-01-01T00:00:00Z");
    }

    @Test
    void shouldLeaveAloneWhatIsNoOptionAndCountAnEmptyVariableAsNotSet() throws ConfigException {
        Map<String, String> environment = Map.of(
                "PORT", "1",
                "MUSTER_SERVER", "there:1",
                "MUSTER_TOKEN", "secret",
                "MUSTER_SERVICE_HOST", "10.0.0.1",
                "MUSTER_PORT_7717_TCP_ADDR", "10.0.0.1",
                "MUSTER_PORT", "");
        Configuration all = Configuration.read(null, environment, NOTHING);
        assertEquals(0, all.settings().stream().filter(Setting::isSet).count());
    }

    @Test
    void shouldRefuseAFileOrLineThatIsTooLong() throws ConfigException {
        String longest = "#".repeat(ConfigFile.MAX_LENGTH_BYTES);
        Configuration.read(ConfigFile.of("f", longest), NOTHING, NOTHING);
        assertProblem("muster.conf: found 1048577 characters, expected at most 1048576", longest + "#");
        String line = "data = " + "d".repeat(ConfigFile.MAX_LINE_LENGTH - 7);
        Configuration.read(ConfigFile.of("f", line), NOTHING, NOTHING);
        assertProblem("muster.conf:1: found 4097 characters, expected at most 4096", line + "d");
    }

    @ParameterizedTest
    @CsvSource({
        "1,          1,          1",
        "-0,         1,          found -0",
        "1__0,       1,          found '1__0'",
        "0x10,       1,          found '0x10'",
        "9999999999999999999, 1, found '9999999999999999999'"
    })
    void shouldReadNumbersOrSayWhatIsWrong(String text, long least, String expected) {
        assertEquals(expected, told(new NumberKind(least, 100), text, int.class, expected.length()));
    }

    @ParameterizedTest
    @CsvSource({
        "1KiB,  1024",
        "1 MiB, 1048576",
        "5B,    5",
        "1kb,   found '1kb'",
        "1MB,   found '1MB'",
        "1.5GiB, found '1.5GiB'",
        "-1B,   found '-1B'",
        "999999999999999TiB, found 999999999999999TiB"
    })
    void shouldReadSizesOrSayWhatIsWrong(String text, String expected) {
        assertEquals(expected, told(new SizeKind(0, Long.MAX_VALUE), text, long.class, expected.length()));
    }

    @ParameterizedTest
    @CsvSource({
        "10ms,  10",
        "5s,    5000",
        "2min,  120000",
        "3 h,   10800000",
        "1d,    86400000",
        "1m,    found '1m'",
        "10,    found '10'",
        "8d,    found 8d",
        "999999999d, found 999999999d"
    })
    void shouldReadDurationsOrSayWhatIsWrong(String text, String expected) {
        ValueKind kind = Kinds.milliseconds(java.time.Duration.ofMillis(1), java.time.Duration.ofDays(7));
        assertEquals(expected, told(kind, text, int.class, expected.length()));
    }

    @Test
    void shouldWriteValuesWithTheLargestUnitThatFits() {
        ValueKind duration = Kinds.milliseconds(java.time.Duration.ofMillis(1), java.time.Duration.ofDays(7));
        assertEquals("90min", duration.text(5_400_000));
        assertEquals("1500ms", duration.text(1_500L));
        assertEquals("1d", duration.text(java.time.Duration.ofHours(24)));
        assertEquals("1536KiB", new SizeKind(0, 1).text(1_572_864));
        assertEquals("0B", new SizeKind(0, 1).text(0L));
        assertEquals("yes", new SwitchKind().text(true));
        assertEquals("a, b or no-way", new ChoiceKind(Arrays.asList(Three.values())).bounds());
    }

    private enum Three {
        A,
        B,
        NO_WAY
    }

    private static String told(ValueKind kind, String text, Class<?> type, int length) {
        try {
            return kind.value(text, type).toString();
        } catch (WrongValueException wrong) {
            return wrong.getMessage().substring(0, length);
        }
    }

    private static void assertProblem(String expected, String text) {
        ConfigException wrong = assertThrows(
                ConfigException.class, () -> Configuration.read(ConfigFile.of("muster.conf", text), NOTHING, NOTHING));
        assertEquals(List.of(expected), wrong.problems());
    }

    private static String origin(Configuration configuration, String name) {
        return configuration.settings().stream()
                .filter(setting -> setting.option().name().equals(name))
                .findFirst()
                .orElseThrow()
                .origin();
    }
}
