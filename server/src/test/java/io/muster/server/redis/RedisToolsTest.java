package io.muster.server.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The Redis port with the programs of Redis as Debian has them (package {@code redis-tools}). */
@Timeout(120)
class RedisToolsTest {
    private static RedisShop muster;

    @BeforeAll
    static void start() throws IOException {
        muster = new RedisShop()
                .segment("odd")
                .customers(1_000, i -> String.format("%012d", i), i -> i % 2 == 0 ? "even" : "odd");
    }

    @AfterAll
    static void stop() throws IOException {
        muster.close();
    }

    @Test
    void shouldServeTheCommandLine() throws Exception {
        RedisTool.require("redis-cli");
        String port = String.valueOf(muster.port());
        assertEquals("1", cli("-p", port, "SISMEMBER", "shop:odd", "000000000001"));
        assertEquals("500", cli("-3", "-p", port, "SCARD", "shop:odd"));
        assertEquals(500, cli("-p", port, "SMEMBERS", "shop:odd").lines().count());
        assertTrue(cli("-p", port, "--scan", "--pattern", "shop:o*").contains("shop:odd"));
        assertTrue(cli("-p", port, "--bigkeys").contains("sets with"));
        assertTrue(cli("-p", port, "INFO").contains("redis_version"));
        assertTrue(cli("-p", port, "COMMAND", "DOCS", "sscan").contains("Iterates over members"));
    }

    @Test
    void shouldServeTheBenchmark() throws Exception {
        RedisTool.require("redis-benchmark");
        String printed = RedisTool.run(
                "redis-benchmark",
                "-p",
                String.valueOf(muster.port()),
                "-n",
                "20000",
                "-P",
                "16",
                "-c",
                "10",
                "-r",
                "1000",
                "--csv",
                "SISMEMBER",
                "shop:odd",
                "__rand_int__");
        assertFalse(printed.contains("ERROR"), printed);
        assertTrue(printed.contains("\"SISMEMBER shop:odd __rand_int__\",\""), printed);
    }

    private static String cli(String... arguments) throws IOException, InterruptedException {
        String[] command = new String[arguments.length + 1];
        command[0] = "redis-cli";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        return RedisTool.run(command).strip();
    }
}
