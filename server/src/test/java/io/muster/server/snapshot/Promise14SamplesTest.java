package io.muster.server.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.protocol.client.ClientOptions;
import io.muster.protocol.client.MusterClient;
import io.muster.protocol.client.WorkspaceClient;
import io.muster.server.MusterServer;
import io.muster.server.disk.FileChannelDisk;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Promise 14: directories as each version of the formats wrote them open for ever. */
@Timeout(60)
class Promise14SamplesTest {
    @TempDir
    private Path data;

    @ParameterizedTest
    @ValueSource(strings = "1")
    void shouldOpenTheFilesOfTexts(String version) throws Exception {
        copySample(version, "texts");
        assertTrue(DirectoryVerification.verify(new FileChannelDisk(), data).isWhole());
        try (TextStore store = TextStore.open(new FileChannelDisk(), data)) {
            assertEquals(SampleDirectories.TEXTS, store.texts());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "2", "3", "4"})
    void shouldOpenTheDirectoryOfAServer(String version) throws Exception {
        open(version, "engine", (client, shop) -> {
            assertEquals(
                    SampleDirectories.CUSTOMERS, client.workspaces().getFirst().customers());
            assertEquals(
                    SampleDirectories.ORDERS, shop.count("number_of_orders = 1").count());
            // Orders are 0.50, 3.50, 6.50 and so on; those of customers 51 to 117 are above 50.
            assertEquals(23, shop.count("amount_spent > 50").count());
            assertEquals(40, shop.count("customer_tags CONTAINS 't1'").count());
        });
    }

    /** The second is the first with a segment that time alone changes, and those after it have it too. */
    @ParameterizedTest
    @ValueSource(strings = {"2", "3", "4"})
    void shouldGoOnWithWhoWaitsForAnInstant(String version) throws Exception {
        open(version, "engine", (client, shop) -> {
            Instant last = Instant.parse("2026-01-20T12:00:00Z").plus(30, ChronoUnit.DAYS);
            client.setClock(last.toEpochMilli());
            assertEquals(SampleDirectories.ORDERS, shop.segment("recent").cardinality());
            client.setClock(last.toEpochMilli() + 1);
            assertEquals(0, shop.segment("recent").cardinality());
        });
    }

    /** The second has numbers of four and eight bytes in the details of events, the third as many as they need. */
    @ParameterizedTest
    @ValueSource(strings = {"2", "3", "4"})
    void shouldKnowTheHistories(String version) throws Exception {
        open(version, "histories", (client, shop) -> {
            assertHistories(shop);
            SampleDirectories.append(client, SampleDirectories.HISTORIES);
            SampleDirectories.append(client, SampleDirectories.HISTORIES_AFTER);
            assertHistories(shop);
        });
    }

    /** The third names who has a long history, and of whom nothing of it is picked; the fourth does not. */
    @ParameterizedTest
    @ValueSource(strings = {"3", "4"})
    void shouldGoOnWithALongHistory(String version) throws Exception {
        open(version, "long", (client, shop) -> {
            assertSizes(shop, 0, 1, 0);
            SampleDirectories.append(client, SampleDirectories.viewed(SampleDirectories.START_MILLIS, "p-9"));
            assertSizes(shop, 1, 1, 1);
            // The newest of p-1 was looked at a minute before the sample was made.
            long last = SampleDirectories.START_MILLIS
                    - 60_000
                    + Duration.ofDays(30).toMillis();
            client.setClock(last);
            assertSizes(shop, 1, 1, 1);
            client.setClock(last + 1);
            assertSizes(shop, 1, 0, 1);
        });
    }

    private static void assertSizes(WorkspaceClient shop, int more, int third, int nothing) {
        assertEquals(more, shop.segment("more").cardinality(), "more");
        assertEquals(third, shop.segment("third").cardinality(), "third");
        assertEquals(nothing, shop.segment("nothing").cardinality(), "nothing");
    }

    private static void assertHistories(WorkspaceClient shop) {
        assertMembers(
                shop,
                "products_purchased MATCHES (id = 'p-1', variant = 'p-1-a', collection = 'sale', category = 'Shoes',"
                        + " tag = 'red', vendor = 'Keds', quantity = 2, price = 29.9)",
                "ana");
        assertMembers(shop, "products_purchased MATCHES (id = 'p-2', quantity = 0.5, price = 1.234567)", "ana");
        assertMembers(shop, "products_purchased MATCHES (id = 'p-1')", "ana", "bo");
        assertMembers(
                shop,
                "orders_placed MATCHES (discount_code = 'SAVE5', payment_method = 'card', location_id = 'skopje',"
                        + " date >= 2026-01-20, amount = 50)",
                "ana");
        assertMembers(shop, "amount_spent BETWEEN 999999.99 AND 1000000", "bo");
        assertMembers(shop, "number_of_orders >= 1", "ana", "bo");
        assertMembers(shop, "orders_placed MATCHES (status = 'cancelled')", "cem");
        assertMembers(shop, "abandoned_checkout_date IS NOT NULL", "ana");
        assertMembers(shop, "storefront.product_viewed MATCHES (id = 'p-7')", "cem");
        assertMembers(shop, "email.opened MATCHES (activity_id = 'news')", "ana");
        assertMembers(
                shop,
                "event('review_written') MATCHES (score = 4.5, words = 'café', verified = 'true',"
                        + " shop = 'Skopje')",
                "bo");
    }

    private static void assertMembers(WorkspaceClient shop, String rule, String... customers) {
        assertEquals(Set.of(customers), Set.copyOf(shop.count(rule, 10).sample()), rule);
    }

    private void open(String version, String name, BiConsumer<MusterClient, WorkspaceClient> then) throws Exception {
        copySample(version, name);
        try (MusterServer server =
                        MusterServer.start(SampleDirectories.options(data).build());
                MusterClient client = MusterClient.connect(ClientOptions.of("127.0.0.1", server.port()))) {
            then.accept(client, client.workspace("shop"));
        }
    }

    private void copySample(String version, String name) throws IOException, URISyntaxException {
        String resource = "/samples/" + version + "/" + name;
        URI found = Objects.requireNonNull(getClass().getResource(resource), resource)
                .toURI();
        try (Stream<Path> files = Files.list(Path.of(found))) {
            for (Path file : files.toList()) {
                Files.copy(file, data.resolve(file.getFileName()));
            }
        }
    }
}
