package io.muster.server.hook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.protocol.webhook.WebhookSignature;
import io.muster.server.EverythingLogged;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a receiver gets: every change, in order, signed, across restarts and failures. */
@Timeout(180)
class WebhookDeliveryTest {
    @TempDir
    private Path directory;

    @Test
    void shouldTellEveryChangeInOrderThoughEverySecondCallFailsAndTheServerIsRestarted() throws Exception {
        try (Receiver receiver = Receiver.answering(number -> number % 2 == 0 ? 503 : 200);
                HookedShop shop = new HookedShop(directory)) {
            shop.move(0, 5, true);
            long from = shop.server().engine().sequence() + 1;
            IssuedWebhook hook = shop.hook(receiver.url(), 3);
            shop.move(0, 60, true);
            shop.move(0, 60, false);
            HookedShop.await().until(() -> receiver.changes().size() >= 20);
            shop.restart();
            shop.move(0, 60, true);
            HookedShop.await().until(() -> receiver.changes().size() >= 55 + 60 + 60);
            assertEquals(shop.told(from, 55 + 60 + 60), receiver.changes());
            assertOrderOfEachCustomer(receiver);
            assertTrue(receiver.all.size() > receiver.taken().size());
            HookedShop.await().until(() -> shop.status(hook).behindSequences() == 0);
            assertTrue(shop.status(hook).failures() > 0);
            for (Receiver.Received each : receiver.all) {
                assertTrue(WebhookSignature.isGood(
                        each.header(WebhookSignature.HEADER),
                        each.body().getBytes(StandardCharsets.UTF_8),
                        hook.secret(),
                        System.currentTimeMillis() / 1000,
                        300));
                assertFalse(each.changes().isEmpty() || each.changes().size() > 3, each.body());
            }
        }
    }

    /** A customer never goes back further than to what is told again. */
    private static void assertOrderOfEachCustomer(Receiver receiver) {
        Map<String, List<String>> byCustomer = new HashMap<>();
        for (String change : receiver.changes()) {
            String[] parts = change.split(" ");
            byCustomer.computeIfAbsent(parts[2], each -> new ArrayList<>()).add(parts[1]);
        }
        byCustomer.values().forEach(events -> {
            for (int i = 1; i < events.size(); i++) {
                assertNotEquals(events.get(i - 1), events.get(i), byCustomer.toString());
            }
        });
    }

    @Test
    void shouldGiveTheSameCallTheSameKeyAndCountTheTries() throws Exception {
        try (Receiver receiver = Receiver.answering(number -> number < 2 ? 500 : 200);
                HookedShop shop = new HookedShop(directory)) {
            shop.hook(receiver.url(), 1);
            shop.move(0, 1, true);
            HookedShop.await().until(() -> receiver.taken().size() == 1);
            String key = receiver.changes().getFirst().split(" ")[0];
            assertEquals(
                    List.of(key, key, key),
                    receiver.all.stream()
                            .map(each -> each.header("Idempotency-Key"))
                            .toList());
            assertEquals(
                    List.of("1", "2", "3"),
                    receiver.all.stream()
                            .map(each -> each.header("Muster-Attempt"))
                            .toList());
            assertEquals("changes", receiver.all.getFirst().json().path("kind").asText());
            assertEquals(
                    "shop", receiver.all.getFirst().json().path("workspace").asText());
            assertEquals(
                    "buyers", receiver.all.getFirst().json().at("/segment/name").asText());
            assertEquals(
                    "c-0",
                    receiver.all.getFirst().json().at("/changes/0/record").asText());
            assertEquals(
                    "record",
                    receiver.all.getFirst().json().at("/changes/0/cause").asText());
        }
    }

    @Test
    void shouldTellOnlyWhatWasAskedFor() throws Exception {
        try (Receiver entered = Receiver.answering(number -> 200);
                Receiver left = Receiver.answering(number -> 204);
                HookedShop shop = new HookedShop(directory)) {
            shop.hook(entered.url(), true, false, 100);
            shop.hook(left.url(), false, true, 100);
            shop.move(0, 10, true);
            shop.move(0, 10, false);
            shop.move(90, 1, true);
            shop.move(90, 1, false);
            HookedShop.await()
                    .until(() ->
                            entered.changes().size() == 11 && left.changes().size() == 11);
            assertTrue(entered.changes().stream().allMatch(each -> each.contains(" entered ")));
            assertTrue(left.changes().stream().allMatch(each -> each.contains(" left ")));
        }
    }

    @Test
    void shouldSignWithBothSecretsAfterARotationAndLogNone() throws Exception {
        Queue<String> logged = new ConcurrentLinkedQueue<>();
        try (EverythingLogged _ = new EverythingLogged(logged);
                Receiver receiver = Receiver.answering(number -> 200);
                HookedShop shop = new HookedShop(directory)) {
            IssuedWebhook hook = shop.hook(receiver.url() + "?key=address-secret", 1);
            int workspace = hook.webhook().workspaceId();
            IssuedWebhook rotated = shop.webhooks()
                    .rotate(workspace, shop.buyers, hook.webhook().id())
                    .join();
            assertNotEquals(hook.secret(), rotated.secret());
            shop.restart();
            assertTrue(shop.webhooks()
                    .test(workspace, shop.buyers, hook.webhook().id())
                    .join()
                    .isDelivered());
            HookedShop.await().until(() -> !receiver.all.isEmpty());
            Receiver.Received call = receiver.all.getFirst();
            assertEquals("test", call.json().path("kind").asText());
            assertNull(call.header("Idempotency-Key"));
            for (String secret : List.of(hook.secret(), rotated.secret())) {
                assertTrue(isGood(call, secret));
                assertTrue(logged.stream().noneMatch(line -> line.contains(secret)));
                assertFalse(
                        hook.toString().contains(secret) || rotated.toString().contains(secret));
            }
            assertFalse(isGood(call, "whs_other"));
            assertTrue(logged.stream().noneMatch(line -> line.contains("address-secret")));
            assertTrue(logged.stream()
                    .anyMatch(line -> line.contains(hook.webhook().id())));
            assertEquals(
                    "rw-------",
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("webhooks"))));
        }
    }

    private static boolean isGood(Receiver.Received call, String secret) {
        return WebhookSignature.isGood(
                call.header(WebhookSignature.HEADER),
                call.body().getBytes(StandardCharsets.UTF_8),
                secret,
                System.currentTimeMillis() / 1000,
                300);
    }

    @Test
    void shouldEndWithTheSegmentAndWithTheWorkspace() throws Exception {
        try (Receiver receiver = Receiver.answering(number -> 200);
                HookedShop shop = new HookedShop(directory)) {
            int other = shop.shop()
                    .createSegment("others", "customer_tags CONTAINS 'other'")
                    .id();
            int workspace = shop.shop().info().id();
            WebhookSpec spec = new WebhookSpec(URI.create(receiver.url()), true, true, 1);
            IssuedWebhook ofOther = shop.webhooks().make(workspace, other, spec).join();
            IssuedWebhook ofBuyers = shop.hook(receiver.url(), 1);
            shop.shop().deleteSegment(other);
            assertEquals(List.of(ofBuyers.webhook()), shop.webhooks().all());
            HookedShop.await()
                    .until(() -> !Files.readString(directory.resolve("webhooks"))
                            .contains(ofOther.webhook().id()));
            assertNull(shop.status(ofOther));
            shop.client().deleteWorkspace(workspace);
            assertEquals(List.of(), shop.webhooks().all());
            shop.restart();
            assertFalse(Files.readString(directory.resolve("webhooks"))
                    .contains(ofBuyers.webhook().id()));
        }
    }

    @Test
    void shouldKeepNothingOfCustomersBeyondTheChangeLog() throws Exception {
        try (Receiver receiver = Receiver.answering(number -> 500);
                HookedShop shop = new HookedShop(directory)) {
            IssuedWebhook hook = shop.hook(receiver.url(), 10);
            shop.load("{\"type\":\"customer\",\"id\":\"klara-zastava\",\"add_tags\":[\"buyer\"]}\n");
            HookedShop.await().until(() -> shop.status(hook).failures() > 2);
            shop.restart();
            for (String file : List.of("webhooks", "webhook-places")) {
                assertFalse(Files.readString(directory.resolve(file)).contains("klara"));
            }
            shop.load("{\"type\":\"customer_deleted\",\"id\":\"klara-zastava\"}\n");
            int before = receiver.all.size();
            // What is tried again is read anew: the entry names nobody any more, the leave does until the next
            // snapshot.
            HookedShop.await()
                    .until(() -> receiver.all.size() > before + 2
                            && receiver.all.getLast().changes().size() == 2);
            List<String> changes = receiver.all.getLast().changes();
            assertTrue(changes.getFirst().endsWith(" entered "), changes.toString());
            assertTrue(changes.getLast().endsWith(" left klara-zastava"), changes.toString());
        }
    }

    @Test
    void shouldTellMetricsHowFarItIs() throws Exception {
        try (Receiver receiver = Receiver.answering(number -> 200);
                HookedShop shop = new HookedShop(directory)) {
            IssuedWebhook hook = shop.hook(receiver.url(), 10);
            shop.move(0, 3, true);
            HookedShop.await().until(() -> shop.status(hook).deliveredChanges() == 3);
            String labels = "{webhook=\"" + hook.webhook().id() + "\",workspace=\"shop\"}";
            String metrics = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(
                                            "http://127.0.0.1:" + shop.server().httpPort() + "/metrics"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
            assertTrue(metrics.contains("muster_webhook_changes_total" + labels + " 3.0"), metrics);
            assertTrue(metrics.contains("muster_webhook_failing" + labels + " 0.0"), metrics);
            assertFalse(metrics.contains(hook.secret()));
        }
    }
}
