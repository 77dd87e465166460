package io.muster.server.link;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.server.disk.CrashDisk;
import io.muster.server.disk.FaultyDisk;
import io.muster.server.disk.FileChannelDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinkStoreTest {
    private static final Path DATA = Path.of("/data");
    private static final Path FILE = DATA.resolve("links");
    private static final long NOW = 1_800_000_000_000L;

    private final FaultyDisk disk = new FaultyDisk();

    @Test
    void shouldKnowItsLinksAfterARestartAndNeverTheirSecrets() throws IOException {
        LinkStore store = LinkStore.open(disk, DATA);
        String secret = store.make(1, 3, false, NOW, 42).secret();
        String other = store.make(2, 3, false, NOW + 1, 43).secret();
        LinkStore again = LinkStore.open(disk, DATA);
        SegmentLink link = again.links().withHash(LinkSecret.hash(secret));
        assertEquals(1, link.workspaceId());
        assertEquals(3, link.segmentId());
        assertEquals(NOW, link.createdMillis());
        assertEquals(42, link.sequence());
        assertEquals(2, again.links().withHash(LinkSecret.hash(other)).workspaceId());
        assertNull(again.links().withHash(LinkSecret.hash(secret + "x")));
        String file = new String(disk.bytes(FILE), UTF_8);
        assertFalse(file.contains(secret.substring(4)), file);
    }

    @Test
    void shouldDrawSecretsOf256Bits() {
        assertNotEquals(LinkSecret.draw(), LinkSecret.draw());
        assertTrue(LinkSecret.draw().matches("msl_[A-Za-z0-9_-]{43}"));
    }

    @Test
    void shouldFindALinkByItsWholeHashOnly() throws IOException {
        LinkStore store = LinkStore.inMemory();
        for (int segment = 1; segment <= 20; segment++) {
            store.make(1, segment, false, NOW, 1);
        }
        for (SegmentLink link : store.links().all()) {
            assertSame(link, store.links().withHash(link.hash().clone()));
            for (int bit = 0; bit < 256; bit++) {
                byte[] other = link.hash().clone();
                other[bit >> 3] ^= (byte) (1 << (bit & 7));
                assertNull(store.links().withHash(other));
            }
        }
    }

    @Test
    void shouldReplaceALinkOnlyWhereThatIsMeant() throws IOException {
        LinkStore store = LinkStore.open(disk, DATA);
        String first = store.make(1, 3, false, NOW, 1).secret();
        assertKind(LinkRefusedException.Kind.HAS_ONE, () -> store.make(1, 3, false, NOW, 1));
        assertNotNull(store.links().withHash(LinkSecret.hash(first)));
        String second = store.make(1, 3, true, NOW, 1).secret();
        for (LinkStore each : new LinkStore[] {store, LinkStore.open(disk, DATA)}) {
            assertNull(each.links().withHash(LinkSecret.hash(first)));
            assertNotNull(each.links().withHash(LinkSecret.hash(second)));
            assertEquals(1, each.links().all().size());
        }
        store.revoke(1, 3);
        assertKind(LinkRefusedException.Kind.HAS_NONE, () -> store.revoke(1, 3));
        assertTrue(LinkStore.open(disk, DATA).links().all().isEmpty());
    }

    @Test
    void shouldNoticeEveryFlippedBitAndEveryCutOfTheFile() throws IOException {
        LinkStore store = LinkStore.open(disk, DATA);
        store.make(1, 3, false, NOW, 42);
        store.make(1, 4, false, NOW, 43);
        byte[] whole = disk.bytes(FILE);
        for (int bit = 0; bit < whole.length * 8; bit++) {
            byte[] flipped = whole.clone();
            flipped[bit >> 3] ^= (byte) (1 << (bit & 7));
            assertRefused(flipped, "bit " + bit);
        }
        for (int length = 0; length < whole.length; length++) {
            assertRefused(Arrays.copyOf(whole, length), "length " + length);
        }
    }

    @Test
    void shouldRefuseAnotherVersionByName() {
        disk.put(FILE, "muster-links 2\nwhatever\n".getBytes(UTF_8));
        IOException refusal = assertThrows(IOException.class, () -> LinkStore.open(disk, DATA));
        assertTrue(refusal.getMessage().contains("/data/links: found version 2, expected 1"), refusal.getMessage());
    }

    @Test
    void shouldReadWhatVersion1Wrote() throws IOException {
        byte[] sample = LinkStoreTest.class
                .getResourceAsStream("/samples/links-1/links")
                .readAllBytes();
        disk.put(FILE, sample);
        SegmentLink link = LinkStore.open(disk, DATA).links().withHash(LinkSecret.hash("msl_sample"));
        assertEquals("link of segment 7 in workspace 2", link.toString());
        assertEquals(1_767_225_600_000L, link.createdMillis());
        assertEquals(812, link.sequence());
        assertArrayEquals(sample, LinkText.write(LinkText.read("sample", sample).all()));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldHaveTheLinksBeforeOrAfterWhicheverDiskCallFails(boolean always) throws IOException {
        long seed = new Random().nextLong();
        System.out.println("LinkStoreTest seed " + seed);
        Random random = new Random(seed);
        boolean passed = false;
        for (long call = 1; !passed; call++) {
            CrashDisk under = new CrashDisk();
            FaultyDisk faulty = new FaultyDisk(under);
            LinkStore store = LinkStore.open(faulty, DATA);
            String stays = store.make(1, 1, false, NOW, 1).secret();
            String goes = store.make(1, 2, false, NOW, 1).secret();
            faulty.failAt(faulty.calls() + call, always);
            String made = null;
            boolean revoked = false;
            try {
                made = store.make(1, 3, false, NOW, 1).secret();
                store.revoke(1, 2);
                revoked = true;
                passed = true;
            } catch (IOException expected) {
                assertTrue(store.links().of(1, 3) == null || made != null, "told that it failed, and kept it");
            }
            for (int image = 0; image < 4; image++) {
                LinkStore after = LinkStore.open(image == 0 ? under.crash() : under.crash(random), DATA);
                assertNotNull(after.links().withHash(LinkSecret.hash(stays)), "call " + call);
                if (made != null) {
                    assertNotNull(after.links().withHash(LinkSecret.hash(made)), "told that it is kept, call " + call);
                }
                if (revoked) {
                    assertNull(after.links().withHash(LinkSecret.hash(goes)), "told that it is revoked, call " + call);
                }
            }
            assertTrue(call < 50, "expected it to pass at last");
        }
    }

    @Test
    void shouldRefuseAtOnceWhatIsRevokedOrReplacedEvenWhereThatCantBeWritten() throws IOException {
        LinkStore store = LinkStore.open(disk, DATA);
        store.make(1, 3, false, NOW, 1);
        store.make(1, 4, false, NOW, 1);
        disk.failAt(disk.calls() + 1, true);
        assertThrows(IOException.class, () -> store.revoke(1, 3));
        assertThrows(IOException.class, () -> store.make(1, 4, true, NOW, 1));
        assertTrue(store.links().all().isEmpty());
    }

    @Test
    void shouldTakeAsManyLinksAsTheBoundSaysAndNotOneMore() throws IOException {

        LinkSet full = new LinkSet(java.util.stream.IntStream.rangeClosed(1, LinkStore.MAX_LINKS - 1)
                .mapToObj(id -> new SegmentLink(1, id, LinkSecret.hash("" + id), NOW, 1))
                .toList());
        disk.put(FILE, LinkText.write(full.all()));
        LinkStore kept = LinkStore.open(disk, DATA);
        kept.make(2, 1, false, NOW, 1);
        assertKind(LinkRefusedException.Kind.LIMIT, () -> kept.make(2, 2, false, NOW, 1));
        kept.make(2, 1, true, NOW, 1);
        kept.revoke(2, 1);
        kept.make(2, 2, false, NOW, 1);
    }

    @Test
    void shouldBeReadableForItsOwnerOnly(@TempDir Path directory) throws IOException {
        LinkStore store = LinkStore.open(new FileChannelDisk(), directory);
        store.make(1, 3, false, NOW, 1);
        store.make(1, 4, false, NOW, 1);
        Path file = directory.resolve("links");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertEquals(
                2,
                LinkStore.open(new FileChannelDisk(), directory).links().all().size());
    }

    private static void assertRefused(byte[] bytes, String what) {
        FaultyDisk damaged = new FaultyDisk();
        damaged.put(FILE, bytes);
        IOException refusal = assertThrows(IOException.class, () -> LinkStore.open(damaged, DATA), what);
        assertTrue(refusal.getMessage().startsWith("/data/links: "), refusal.getMessage());
    }

    private static void assertKind(LinkRefusedException.Kind kind, org.junit.jupiter.api.function.Executable action) {
        LinkRefusedException refusal = assertThrows(LinkRefusedException.class, action);
        assertEquals(kind, refusal.kind(), refusal.getMessage());
        assertTrue(
                refusal.getMessage().contains("found") && refusal.getMessage().contains("expected"));
    }
}
