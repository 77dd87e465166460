package io.muster.server.http;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.server.ServerState;
import io.muster.server.security.SecurityOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Promise 11 on the HTTP port: who comes in, who does not, and how long one may take. */
@Timeout(60)
class Promise11HttpLoginTest {
    private static final int DELAY_MS = 100;

    @Test
    void shouldAnswerAlikeWhateverIsWrongWithATokenAndCountIt() throws IOException {
        try (HttpRig rig = new HttpRig()) {
            String root = rig.secret();
            String revoked = rig.secretOfReader("gone");
            rig.doorkeeper.revoke("gone").join();
            String changed = root.substring(0, root.length() - 1) + (root.endsWith("A") ? "B" : "A");
            List<String[]> wrong = List.of(
                    new String[] {},
                    new String[] {"Authorization: Bearer"},
                    new String[] {"Authorization: Bearer guess"},
                    new String[] {"Authorization: Bearer " + changed},
                    new String[] {"Authorization: Bearer " + revoked},
                    new String[] {"Authorization: Bearer " + root + "x"},
                    new String[] {"Authorization: Bearer " + "x".repeat(5_000)},
                    new String[] {"Authorization: Basic " + root},
                    new String[] {"Authorization: " + root},
                    new String[] {"Authorization: Bearer " + root, "Authorization: Bearer " + root},
                    new String[] {"X-Token: " + root});
            String told = null;
            for (String[] headers : wrong) {
                try (RawHttp client = rig.raw()) {
                    long startNs = System.nanoTime();
                    String answer = client.send(RawHttp.request("GET", "/metrics", headers))
                            .receive();
                    long elapsedMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNs);
                    assertTrue(answer.startsWith("HTTP/1.1 401 Unauthorized\r\n"), answer);
                    assertTrue(answer.contains("\r\nWWW-Authenticate: Bearer realm=\"muster\"\r\n"), answer);
                    assertTrue(answer.contains("\r\nContent-Type: application/problem+json\r\n"), answer);
                    assertEquals(told == null ? answer : told, answer);
                    told = answer;
                    assertTrue(elapsedMs >= DELAY_MS, elapsedMs + " ms");
                    assertTrue(client.isClosed());
                }
            }
            assertEquals(wrong.size(), rig.doorkeeper.logins().failed());
            assertEquals(0, rig.doorkeeper.logins().succeeded());
            try (RawHttp client = rig.raw()) {
                for (String scheme : List.of("Bearer", "bearer", "BEARER")) {
                    client.send(RawHttp.request("GET", "/metrics", "Authorization: " + scheme + " " + root));
                    assertTrue(client.receive().endsWith(HttpRig.METRIC));
                }
            }
            assertEquals(3, rig.doorkeeper.logins().succeeded());
        }
    }

    @Test
    void shouldTellStrangersTheStateAndNothingElse() throws IOException {
        try (HttpRig rig = new HttpRig()) {
            rig.health.set(new Health(ServerState.READ_ONLY, HttpRig.REASON));
            try (RawHttp client = rig.raw()) {
                client.send(RawHttp.request("GET", "/health"));
                assertTrue(client.receive().contains("no space left"), "there is no token: nobody is a stranger");
            }
            String secret = rig.secret();
            try (RawHttp client = rig.raw()) {
                String answer = client.send(RawHttp.request("GET", "/health")).receive();
                assertTrue(answer.startsWith("HTTP/1.1 503 "), answer);
                assertTrue(answer.endsWith("\r\n\r\n{\"state\":\"read_only\"}"), answer);
                assertTrue(client.isClosed());
            }
            assertEquals(0, rig.doorkeeper.logins().failed());
            try (RawHttp client = rig.raw()) {
                long startNs = System.nanoTime();
                client.send(RawHttp.request("GET", "/health", "Authorization: Bearer guess"));
                assertTrue(client.receive().endsWith("\r\n\r\n{\"state\":\"read_only\"}"));
                assertTrue(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNs) >= DELAY_MS);
            }
            assertEquals(1, rig.doorkeeper.logins().failed(), "health is no place to guess at");
            try (RawHttp client = rig.raw()) {
                for (int i = 0; i < 3; i++) {
                    client.send(RawHttp.request("GET", "/health", "Authorization: Bearer " + secret));
                    assertTrue(client.receive().contains("no space left"));
                }
            }
        }
    }

    @Test
    void shouldAnswerOthersWhileARefusedLoginWaits() throws IOException {
        try (HttpRig rig =
                new HttpRig(SecurityOptions.defaults().withLoginDelayMs(SecurityOptions.MAX_LOGIN_DELAY_MS))) {
            rig.secret();
            List<RawHttp> guessing = new ArrayList<>();
            try {
                for (int i = 0; i < 20; i++) {
                    guessing.add(rig.raw().send(RawHttp.request("GET", "/metrics", "Authorization: Bearer guess")));
                }
                await().atMost(Duration.ofSeconds(20))
                        .until(() -> rig.doorkeeper.logins().failed() == 20);
                try (RawHttp client = rig.raw()) {
                    assertTrue(client.send(RawHttp.request("GET", "/health"))
                            .receive()
                            .startsWith("HTTP/1.1 200 OK"));
                }
                assertFalse(guessing.getLast().hasAnswer(), "the refused logins were to wait still");
            } finally {
                for (RawHttp each : guessing) {
                    each.close();
                }
            }
        }
    }

    @Test
    void shouldTakeOneGuessAConnection() throws IOException {
        try (HttpRig rig = new HttpRig()) {
            String secret = rig.secret();
            String guesses = RawHttp.request("GET", "/metrics", "Authorization: Bearer guess")
                    .repeat(50);
            try (RawHttp client = rig.raw()) {
                client.send(guesses + RawHttp.request("GET", "/metrics", "Authorization: Bearer " + secret));
                assertTrue(client.receive().startsWith("HTTP/1.1 401 "));
                assertTrue(client.isClosed());
            }
            assertEquals(1, rig.doorkeeper.logins().failed());
            assertEquals(0, rig.doorkeeper.logins().succeeded());
        }
    }

    @Test
    void shouldAskEveryRequestAnew() throws IOException {
        try (HttpRig rig = new HttpRig();
                RawHttp client = rig.raw()) {
            rig.secret();
            String ads = rig.secretOfReader("ads");
            String request = RawHttp.request("GET", "/metrics", "Authorization: Bearer " + ads);
            assertTrue(client.send(request).receive().startsWith("HTTP/1.1 200 "));
            rig.doorkeeper.revoke("ads").join();
            assertTrue(client.send(request).receive().startsWith("HTTP/1.1 401 "));
            assertTrue(client.isClosed());
        }
    }

    @Test
    void shouldTakeAHeaderAtItsBoundAndNotAByteMore() throws IOException {
        try (HttpRig rig = new HttpRig()) {
            int rest = 4_096 - "GET /health? HTTP/1.1".length();
            assertAnswer(rig, 200, "GET /health?" + "x".repeat(rest) + " HTTP/1.1\r\nHost: x");
            assertAnswer(rig, 414, "GET /health?" + "x".repeat(rest + 1) + " HTTP/1.1\r\nHost: x");
            rest = 8_192 - "Host: xX: ".length();
            assertAnswer(rig, 200, "GET /health HTTP/1.1\r\nHost: x\r\nX: " + "x".repeat(rest));
            assertAnswer(rig, 431, "GET /health HTTP/1.1\r\nHost: x\r\nX: " + "x".repeat(rest + 1));
            assertAnswer(rig, 431, "GET /health HTTP/1.1\r\nHost: x" + "\r\nX: y".repeat(3_000));
        }
    }

    @Test
    void shouldAnswerWhatIsNoRequestWithAProblemAndClose() throws IOException {
        try (HttpRig rig = new HttpRig()) {
            assertAnswer(rig, 400, "nonsense");
            assertAnswer(rig, 400, "GET /health HTTP/1.1");
            assertAnswer(rig, 400, "GET /health HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2");
            assertAnswer(rig, 400, "GET /%zz HTTP/1.1\r\nHost: x");
            assertAnswer(rig, 404, "GET //x/../y HTTP/1.1\r\nHost: x");
            assertAnswer(rig, 404, "OPTIONS * HTTP/1.1\r\nHost: x");
        }
    }

    @Test
    void shouldCloseWhoSendsItsFirstRequestByteByByteForTooLong() throws IOException {
        try (HttpRig rig = new HttpRig(SecurityOptions.defaults(), null, 10, 1_500)) {
            long startNs = System.nanoTime();
            try (RawHttp silent = rig.raw();
                    RawHttp slow = rig.raw()) {
                slow.send("GET /health HTTP/1.1\r\nHost: x\r");
                assertTrue(silent.isClosed());
                assertTrue(slow.isClosed());
            }
            long elapsedMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNs);
            assertTrue(elapsedMs >= 1_400, elapsedMs + " ms");
        }
    }

    @Test
    void shouldCloseWhoIsIdle() throws IOException {
        try (HttpRig rig = new HttpRig(SecurityOptions.defaults().withIdleTimeoutMs(1_500));
                RawHttp idle = rig.raw()) {
            long startNs = System.nanoTime();
            assertTrue(idle.send(RawHttp.request("GET", "/health")).receive().startsWith("HTTP/1.1 200 "));
            assertTrue(idle.isClosed());
            long elapsedMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNs);
            assertTrue(elapsedMs >= 1_300, elapsedMs + " ms");
        }
    }

    @Test
    void shouldCloseConnectionsBeyondItsBoundAndServeTheOthers() throws IOException {
        try (HttpRig rig = new HttpRig(SecurityOptions.defaults(), null, 2, 10_000)) {
            try (RawHttp first = rig.raw();
                    RawHttp second = rig.raw()) {
                await().atMost(Duration.ofSeconds(20)).until(() -> rig.http.connections() == 2);
                try (RawHttp third = rig.raw()) {
                    assertTrue(third.isClosed());
                }
                assertEquals(1, rig.http.turnedAway());
                for (RawHttp each : List.of(first, second)) {
                    assertTrue(each.send(RawHttp.request("GET", "/health"))
                            .receive()
                            .startsWith("HTTP/1.1 200 "));
                }
            }
            await().atMost(Duration.ofSeconds(20)).until(() -> rig.http.connections() == 0);
            try (RawHttp again = rig.raw()) {
                assertFalse(
                        again.send(RawHttp.request("GET", "/health")).receive().isEmpty());
            }
        }
    }

    @Test
    void shouldNotReadWhatAStrangerSendsBehindItsRequest() throws IOException {
        try (HttpRig rig = new HttpRig();
                RawHttp client = rig.raw()) {
            rig.secret();
            client.send("POST /health HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000000000\r\n\r\n");
            assertTrue(client.receive().startsWith("HTTP/1.1 405 "));
            assertThrows(IOException.class, () -> {
                for (int i = 0; i < 100_000; i++) {
                    client.send("x".repeat(64 * 1024));
                }
            });
        }
    }

    private static void assertAnswer(HttpRig rig, int status, String request) throws IOException {
        try (RawHttp client = rig.raw()) {
            String answer = client.send(request + "\r\n\r\n").receive();
            assertEquals(String.valueOf(status), answer.substring(9, 12), answer);
            if (status != 200) {
                assertTrue(answer.contains("\r\nContent-Type: application/problem+json\r\n"), answer);
                assertTrue(client.isClosed(), answer);
            }
        }
    }
}
