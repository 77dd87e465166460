package io.muster.server.hook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.server.disk.FaultyDisk;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookStoreTest {
    private static final Path DATA = Path.of("/data");
    private static final Path FILE = DATA.resolve(WebhookStore.FILE_NAME);
    private static final Path PLACES = DATA.resolve(WebhookStore.PLACES_FILE_NAME);
    private static final long NOW = 1_800_000_000_000L;
    private static final WebhookSpec SPEC = new WebhookSpec(URI.create("https://example.com/a?b=c"), true, false, 7);

    private final FaultyDisk disk = new FaultyDisk();

    @Test
    void shouldKnowAllAfterARestart() throws IOException {
        WebhookStore store = WebhookStore.open(disk, DATA);
        Webhook first = store.make(1, 3, SPEC, NOW, 42).webhook();
        IssuedWebhook second = store.rotate(store.make(2, 3, SPEC, NOW, 43).webhook(), NOW);
        store.replace(first.with(new WebhookSpec(URI.create("https://example.org/"), true, true, 1)));
        assertEquals(store.all(), WebhookStore.open(disk, DATA).all());
        assertEquals(2, second.webhook().secrets().size());
        assertEquals(
                2, second.webhook().secretsAt(NOW + Webhook.OVERLAP_MILLIS - 1).size());
        assertEquals(List.of(second.secret()), second.webhook().secretsAt(NOW + Webhook.OVERLAP_MILLIS));
        store.keepOnly(each -> each.workspaceId() == 2);
        assertEquals(List.of(second.webhook()), WebhookStore.open(disk, DATA).all());
    }

    @Test
    void shouldNoticeEveryFlippedBitAndEveryCutOfTheFile() throws IOException {
        WebhookStore.open(disk, DATA).make(1, 3, SPEC, NOW, 42);
        byte[] whole = disk.bytes(FILE);
        for (int bit = 0; bit < whole.length * 8; bit++) {
            byte[] flipped = whole.clone();
            flipped[bit >> 3] ^= (byte) (1 << (bit & 7));
            assertRefused(flipped);
        }
        for (int length = 0; length < whole.length; length++) {
            assertRefused(Arrays.copyOf(whole, length));
        }
    }

    @Test
    void shouldReadWhatVersion1WroteAndRefuseAnotherByName() throws IOException {
        byte[] sample = WebhookStoreTest.class
                .getResourceAsStream("/samples/webhooks-1/webhooks")
                .readAllBytes();
        disk.put(FILE, sample);
        List<Webhook> read = WebhookStore.open(disk, DATA).all();
        assertEquals(
                "webhook wh_sample of segment 7 in workspace 2 to example.com",
                read.getFirst().toString());
        assertEquals(new String(sample, UTF_8), new String(WebhookText.write(read), UTF_8));
        disk.put(FILE, "muster-webhooks 2\nwhatever\n".getBytes(UTF_8));
        IOException refusal = assertThrows(IOException.class, () -> WebhookStore.open(disk, DATA));
        assertTrue(refusal.getMessage().contains("/data/webhooks: found version 2, expected 1"), refusal.getMessage());
    }

    @Test
    void shouldTakePlacesThatAreDamagedForNone() throws IOException {
        WebhookStore store = WebhookStore.open(disk, DATA);
        Map<String, HookPlace> places = Map.of("wh_a", new HookPlace(812, 3), "wh_b", HookPlace.at(7));
        store.keepPlaces(places);
        assertEquals(places, WebhookStore.open(disk, DATA).places());
        disk.put(PLACES, Arrays.copyOf(disk.bytes(PLACES), 40));
        assertEquals(Map.of(), WebhookStore.open(disk, DATA).places());
    }

    @Test
    void shouldHaveWhatWasThereWhereTheDiskFails() throws IOException {
        WebhookStore store = WebhookStore.open(disk, DATA);
        Webhook stays = store.make(1, 1, SPEC, NOW, 1).webhook();
        disk.failAt(disk.calls() + 1, true);
        assertThrows(IOException.class, () -> store.make(1, 2, SPEC, NOW, 1));
        assertThrows(IOException.class, () -> store.rotate(stays, NOW));
        assertEquals(List.of(stays), store.all());
    }

    @Test
    void shouldTakeAsManyAsTheBoundsSayAndNotOneMore() throws IOException {
        WebhookStore store = WebhookStore.inMemory();
        for (int made = 0; made < WebhookStore.MAX_OF_SEGMENT; made++) {
            store.make(1, 1, SPEC, NOW, 1);
        }
        assertLimit(store, 1);
        for (int made = WebhookStore.MAX_OF_SEGMENT; made < WebhookStore.MAX_WEBHOOKS; made++) {
            store.make(1, made, SPEC, NOW, 1);
        }
        assertLimit(store, 5_000);
    }

    @Test
    void shouldDrawIdsAndSecretsThatCannotBeGuessed() throws IOException {
        WebhookStore store = WebhookStore.inMemory();
        IssuedWebhook one = store.make(1, 1, SPEC, NOW, 1);
        IssuedWebhook other = store.make(1, 1, SPEC, NOW, 1);
        assertTrue(one.secret().matches("whs_[A-Za-z0-9_-]{43}"), "its form");
        assertTrue(
                one.webhook().id().matches("wh_[A-Za-z0-9_-]{19}"),
                one.webhook().id());
        assertNotEquals(one.secret(), other.secret());
        assertNotEquals(one.webhook().id(), other.webhook().id());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "example.com",
                "ftp://example.com/",
                "https:///path",
                "https://user@example.com/",
                "https://example.com/#part",
                "https://example.com:0/",
                "https://example.com:65536/",
                "https://a b/",
                "http://example.com/"
            })
    void shouldRefuseWhatIsNoAddress(String url) {
        WebhookRefusedException refusal =
                assertThrows(WebhookRefusedException.class, () -> WebhookSpec.url(url, false));
        assertEquals(WebhookRefusedException.Kind.BAD_REQUEST, refusal.kind());
        assertTrue(refusal.getMessage().contains("expected"), refusal.getMessage());
    }

    @Test
    void shouldTakeAddressesUpToTheBoundAndNotOneMore() {
        String longest = "https://example.com/" + "a".repeat(WebhookSpec.MAX_URL_LENGTH - 20);
        assertEquals(longest, WebhookSpec.url(longest, false).toString());
        assertThrows(WebhookRefusedException.class, () -> WebhookSpec.url(longest + "a", false));
        assertEquals("http", WebhookSpec.url("http://10.0.0.1:8080/x", true).getScheme());
        URI url = URI.create("https://example.com/");
        assertThrows(WebhookRefusedException.class, () -> new WebhookSpec(url, false, false, 1));
        assertThrows(WebhookRefusedException.class, () -> new WebhookSpec(url, true, true, 0));
        assertThrows(
                WebhookRefusedException.class, () -> new WebhookSpec(url, true, true, WebhookSpec.MOST_CHANGES + 1));
        assertEquals(WebhookSpec.MOST_CHANGES, new WebhookSpec(url, true, true, WebhookSpec.MOST_CHANGES).maxChanges());
    }

    /** The receiver's own wish counts, if it is longer and within the bound. */
    @ParameterizedTest
    @CsvSource({
        "1, 0, 500, 1000",
        "2, 0, 1000, 2000",
        "5, 0, 8000, 16000",
        "10, 0, 150000, 300000",
        "1000, 0, 150000, 300000",
        "1, 60000, 60000, 60000",
        "1, 99999999, 300000, 300000"
    })
    void shouldWaitLongerAfterEachFailureUpToABound(int failures, long asked, long least, long most) {
        Backoff backoff = new Backoff(1_000, 300_000);
        assertEquals(most, backoff.millis(failures, asked, drawing(0)));
        assertEquals(least, backoff.millis(failures, asked, drawing(Long.MAX_VALUE)));
    }

    /** Draws the number, or the highest that may be drawn. */
    private static java.util.random.RandomGenerator drawing(long number) {
        return new java.util.random.RandomGenerator() {
            @Override
            public long nextLong() {
                return number;
            }

            @Override
            public long nextLong(long bound) {
                return Math.min(number, bound - 1);
            }
        };
    }

    private static void assertLimit(WebhookStore store, int segment) {
        WebhookRefusedException refusal =
                assertThrows(WebhookRefusedException.class, () -> store.make(1, segment, SPEC, NOW, 1));
        assertEquals(WebhookRefusedException.Kind.LIMIT, refusal.kind());
    }

    private void assertRefused(byte[] bytes) {
        disk.put(FILE, bytes);
        assertThrows(IOException.class, () -> WebhookStore.open(disk, DATA));
    }
}
