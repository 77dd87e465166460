package io.muster.server.hook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.server.change.ChangeOptions;
import io.muster.server.hook.call.CallAnswer;
import io.muster.server.hook.call.CallOptions;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Receivers that do not do what they should. */
@Timeout(180)
class WebhookReceiversTest {
    private static final CallOptions IMPATIENT = new CallOptions(2, 200, 200, true, null);

    @TempDir
    private Path directory;

    @Test
    void shouldServeOthersBesideOneThatNeverAnswers() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        try (Receiver dead = new Receiver(0, (number, exchange) -> never.await());
                Receiver good = Receiver.answering(number -> 200);
                HookedShop shop = new HookedShop(directory, IMPATIENT, ChangeOptions.defaults())) {
            List<IssuedWebhook> failing = List.of(shop.hook(dead.url(), 10), shop.hook(dead.url(), 10));
            shop.hook(good.url(), 10);
            for (int round = 0; round < 5; round++) {
                shop.move(round * 10, 10, true);
                int expected = (round + 1) * 10;
                HookedShop.await().until(() -> good.changes().size() == expected);
            }
            for (IssuedWebhook hook : failing) {
                HookedShop.await().until(() -> shop.status(hook).failuresInARow() >= 2);
                WebhookStatus status = shop.status(hook);
                assertTrue(status.isFailing() && status.failingSinceMillis() > 0 && status.behindSequences() > 0);
                assertTrue(status.lastError().contains("answer: found none within"), status.lastError());
                assertEquals(0, status.lastSuccessMillis());
            }
            never.countDown();
        }
    }

    @Test
    void shouldTellAllOnceAReceiverThatWasGoneIsBack() throws Exception {
        int port = freePort();
        try (HookedShop shop = new HookedShop(directory)) {
            long from = shop.server().engine().sequence() + 1;
            IssuedWebhook hook = shop.hook("http://127.0.0.1:" + port + "/", 7);
            shop.move(0, 40, true);
            HookedShop.await().until(() -> shop.status(hook).failuresInARow() >= 3);
            assertTrue(
                    shop.status(hook).lastError().startsWith("connection: "),
                    shop.status(hook).lastError());
            assertTrue(shop.status(hook).oldestWaitingMillis() > 0);
            try (Receiver back = new Receiver(port, (number, exchange) -> exchange.sendResponseHeaders(200, -1))) {
                HookedShop.await().until(() -> back.changes().size() == 40);
                assertEquals(shop.told(from, 40), back.changes());
                HookedShop.await().until(() -> !shop.status(hook).isFailing());
                assertFalse(shop.status(hook).lastError().isEmpty());
            }
        }
    }

    @Test
    void shouldSayWhatIsNotKeptAnyMoreAndGoOnFromTheOldestThatIs() throws Exception {
        AtomicInteger status = new AtomicInteger(500);
        try (Receiver receiver = Receiver.answering(number -> status.get());
                HookedShop shop = new HookedShop(directory, HookedShop.CALLS, HookedShop.shortRetention())) {
            IssuedWebhook hook = shop.hook(receiver.url(), 1_000);
            shop.move(0, 100, true);
            HookedShop.await().until(() -> shop.status(hook).failures() > 0);
            long failedAt = shop.status(hook).deliveredUpTo();
            boolean in = false;
            while (shop.server().changes().log().status().oldestSequence() <= failedAt) {
                shop.move(0, 500, in);
                in = !in;
            }
            long last = shop.server().engine().sequence();
            HookedShop.await().until(() -> shop.server().changes().log().visibleSequence() >= last);
            HookedShop.await().until(() -> shop.status(hook).gaps() > 0);
            assertTrue(shop.server().changes().log().status().lengthBytes() < 200 << 10);
            status.set(200);
            HookedShop.await().until(() -> shop.status(hook).behindSequences() == 0);
            Receiver.Received gap = receiver.taken().getFirst();
            assertEquals("gone", gap.json().path("kind").asText());
            assertTrue(gap.json().path("from").asText().startsWith(failedAt + ":"), gap.body());
            long oldest = gap.json().path("oldest_sequence").asLong();
            assertTrue(oldest > failedAt);
            assertEquals(shop.told(oldest, receiver.changes().size()), receiver.changes());
        }
    }

    @Test
    void shouldTakeNoRedirectAndNoLongAnswerForMoreThanItIs() throws Exception {
        AtomicInteger redirected = new AtomicInteger();
        byte[] part = new byte[64 * 1024];
        try (Receiver elsewhere = Receiver.answering(number -> 200 + redirected.getAndIncrement());
                Receiver redirecting = new Receiver(0, (number, exchange) -> {
                    exchange.getResponseHeaders().add("Location", elsewhere.url());
                    exchange.sendResponseHeaders(307, -1);
                });
                Receiver endless = new Receiver(0, (number, exchange) -> {
                    exchange.sendResponseHeaders(200, 0);
                    try {
                        for (int i = 0; i < 10_000; i++) {
                            exchange.getResponseBody().write(part);
                        }
                    } catch (IOException cutOff) {
                        redirected.addAndGet(1_000);
                    }
                });
                HookedShop shop = new HookedShop(directory)) {
            CallAnswer answer = test(shop, shop.hook(redirecting.url(), 1));
            assertEquals(307, answer.status());
            assertTrue(answer.problemOrNull().contains("redirects are not followed"), answer.problemOrNull());
            assertEquals(0, redirected.get());
            assertTrue(test(shop, shop.hook(endless.url(), 1)).isDelivered());
            HookedShop.await().until(() -> redirected.get() == 1_000);
        }
    }

    @Test
    void shouldNotCallInsideUnlessThatIsMeant() throws Exception {
        CallOptions outside = new CallOptions(2, 5_000, 5_000, false, null);
        try (Receiver receiver = Receiver.answering(number -> 200);
                HookedShop shop = new HookedShop(directory, outside, ChangeOptions.defaults())) {
            for (String host : List.of("127.0.0.1", "localhost", "[::1]", "0.0.0.0")) {
                CallAnswer answer = test(shop, shop.hook("http://" + host + ":" + receiver.port() + "/", 1));
                assertTrue(answer.problemOrNull().startsWith("address: found one that does not lead out"), host);
            }
            assertEquals(List.of(), receiver.all);
        }
    }

    private static CallAnswer test(HookedShop shop, IssuedWebhook hook) {
        return shop.webhooks()
                .test(hook.webhook().workspaceId(), shop.buyers, hook.webhook().id())
                .join();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
