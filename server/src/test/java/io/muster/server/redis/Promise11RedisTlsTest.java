package io.muster.server.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.server.MusterServer;
import io.muster.server.ServerOptions;
import io.muster.server.tls.TestCertificates;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Promise 11: TLS on the Redis port, with the certificate of the other ports. */
@Timeout(60)
class Promise11RedisTlsTest {
    @TempDir
    private Path directory;

    @Test
    void shouldAnswerOverTlsAndSayToOthersThatItSpeaksIt() throws Exception {
        TestCertificates certificates = new TestCertificates(directory);
        ServerOptions options = ServerOptions.builder()
                .port(0)
                .expectedCustomers(1_000)
                .redis(RedisOptions.on(0))
                .tls(certificates.server("server"))
                .build();
        try (MusterServer muster = MusterServer.start(options)) {
            try (RawRedis redis = new RawRedis(certificates.connect(muster.redisPort()))) {
                assertEquals("+PONG\r\n", redis.ask("PING"));
                String sent = "x".repeat(100_000);
                assertEquals("$100000\r\n" + sent + "\r\n", redis.ask("ECHO", sent));
                assertEquals("+OK\r\n", redis.ask("QUIT"));
                assertEquals("", redis.rest());
            }
            try (RawRedis plain = new RawRedis(muster.redisPort())) {
                String told = plain.send(RawRedis.command("PING")).rest();
                assertTrue(told.startsWith("-ERR connection: found no TLS, expected TLS 1.3 or 1.2"), told);
            }
        }
    }
}
