package io.muster.server.hook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.muster.protocol.client.ChangeStream;
import io.muster.protocol.client.ClientOptions;
import io.muster.protocol.client.Durability;
import io.muster.protocol.client.MusterClient;
import io.muster.protocol.client.WorkspaceClient;
import io.muster.protocol.client.change.ChangePosition;
import io.muster.protocol.client.change.MemberChange;
import io.muster.server.MusterServer;
import io.muster.server.ServerOptions;
import io.muster.server.change.ChangeOptions;
import io.muster.server.change.FeedOptions;
import io.muster.server.hook.call.CallOptions;
import io.muster.server.http.HttpOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** A server with the workspace {@code shop}, whose segment {@code buyers} has webhooks. */
final class HookedShop implements AutoCloseable {
    static final CallOptions CALLS = new CallOptions(2, 20_000, 20_000, true, null);

    private final Path directory;
    private final CallOptions calls;
    private final ChangeOptions changes;
    private MusterServer server;
    private MusterClient client;
    final int buyers;

    HookedShop(Path directory) throws IOException {
        this(directory, CALLS, ChangeOptions.defaults());
    }

    HookedShop(Path directory, CallOptions calls, ChangeOptions changes) throws IOException {
        this.directory = directory;
        this.calls = calls;
        this.changes = changes;
        start();
        client.createWorkspace("shop", "UTC", "EUR");
        buyers =
                shop().createSegment("buyers", "customer_tags CONTAINS 'buyer'").id();
    }

    /** 64 KiB are kept, in files of 4. */
    static ChangeOptions shortRetention() {
        return new ChangeOptions(64 << 10, 0, 64 << 10, 4 << 10, 64 << 10, 30_000, FeedOptions.defaults());
    }

    private void start() throws IOException {
        server = MusterServer.start(ServerOptions.builder()
                .dataDirectory(directory)
                .port(0)
                .http(HttpOptions.on(0))
                .webhooks(new WebhookOptions(2, 20, calls))
                .changes(changes)
                .expectedCustomers(10_000)
                .build());
        client = MusterClient.connect(ClientOptions.of("127.0.0.1", server.port()));
    }

    void restart() throws IOException {
        close();
        start();
    }

    MusterServer server() {
        return server;
    }

    Webhooks webhooks() {
        return server.webhooks();
    }

    WorkspaceClient shop() {
        return client.workspace("shop");
    }

    MusterClient client() {
        return client;
    }

    IssuedWebhook hook(String url, int maxChanges) {
        return hook(url, true, true, maxChanges);
    }

    IssuedWebhook hook(String url, boolean entered, boolean left, int maxChanges) {
        return webhooks()
                .make(shop().info().id(), buyers, new WebhookSpec(URI.create(url), entered, left, maxChanges))
                .join();
    }

    WebhookStatus status(IssuedWebhook of) {
        return webhooks().status(of.webhook().id());
    }

    void load(String lines) {
        byte[] bytes = lines.getBytes(StandardCharsets.UTF_8);
        assertEquals(
                List.of(),
                shop().append(bytes, 0, bytes.length, Durability.DISK).refusals());
    }

    /** Each of so many customers enters, or leaves, one after the other. */
    void move(int first, int count, boolean in) {
        StringBuilder lines = new StringBuilder();
        for (int i = first; i < first + count; i++) {
            lines.append("{\"type\":\"customer\",\"id\":\"c-")
                    .append(i)
                    .append(in ? "\",\"add_tags\":[\"buyer\"]}\n" : "\",\"remove_tags\":[\"buyer\"]}\n");
        }
        load(lines.toString());
    }

    /** What a follower is told from a sequence on, as a {@link Receiver} tells it. */
    List<String> told(long from, int count) {
        return told(shop(), buyers, from, count);
    }

    static List<String> told(WorkspaceClient shop, int segment, long from, int count) {
        List<String> found = new ArrayList<>();
        try (ChangeStream stream = shop.changes(segment, ChangePosition.from(from))) {
            while (found.size() < count) {
                MemberChange change = stream.next();
                found.add(change.position().sequence() + ":" + change.position().index() + " "
                        + (change.entered() ? "entered" : "left") + " " + change.customer());
            }
        }
        return found;
    }

    static ConditionFactory await() {
        return Awaitility.await().atMost(60, TimeUnit.SECONDS).pollInterval(5, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() throws IOException {
        client.close();
        server.close();
    }
}
