package io.muster.server.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.server.disk.FaultyDisk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SegmentLinksTest {
    private static final Path DATA = Path.of("/data");

    private final FaultyDisk disk = new FaultyDisk();
    private final Segments segments = new Segments();

    /** Of one workspace, by hand. */
    private static final class Segments implements LinkedSegments {
        final Map<Integer, String> names = new ConcurrentHashMap<>(Map.of(1, "one", 2, "two"));
        volatile long sequence = 10;
        volatile long kept = 10;

        @Override
        public Name name(int workspaceId, int segmentId) {
            String name = names.get(segmentId);
            return workspaceId != 1 || name == null ? null : new Name("shop", name);
        }

        @Override
        public long sequence() {
            return sequence;
        }

        @Override
        public long keptSequence() {
            return kept;
        }
    }

    @Test
    void shouldBeGoodAsLongAsItsSegmentIsThere() throws IOException {
        try (SegmentLinks links = open()) {
            String secret = links.make(1, 1, false).join().secret();
            SegmentLink link = links.find(secret);
            assertTrue(links.isGood(link));
            assertEquals("segment 'one' of workspace 'shop'", links.name(link).toString());
            segments.names.remove(1);
            assertFalse(links.isGood(link));
            assertNull(links.find(secret));
            assertTrue(links.all().isEmpty());
            assertEquals(1, links.counts().refused());
        }
    }

    @Test
    void shouldForgetThoseOfDeletedSegmentsForGood() throws IOException {
        String secret;
        try (SegmentLinks links = open()) {
            secret = links.make(1, 1, false).join().secret();
            links.make(1, 2, false).join();
        }
        segments.names.remove(1);
        open().close();
        segments.names.put(1, "another with its id, which no engine makes");
        try (SegmentLinks links = open()) {
            assertNull(links.find(secret));
            assertEquals(1, links.all().size());
        }
    }

    @Test
    void shouldForgetThoseThatAreYoungerThanTheJournal() throws IOException {
        String old;
        String young;
        try (SegmentLinks links = open()) {
            old = links.make(1, 1, false).join().secret();
            segments.sequence = 20;
            segments.kept = 20;
            young = links.make(1, 2, false).join().secret();
        }
        segments.sequence = 19;
        try (SegmentLinks links = open()) {
            assertNotNull(links.find(old));
            assertNull(links.find(young), "the segment of a journal that was put back may be another");
        }
    }

    @Test
    void shouldMakeNoneOfASegmentThatACrashCouldUndo() throws Exception {
        try (SegmentLinks links = open()) {
            segments.kept = 9;
            CompletableFuture<IssuedLink> made = links.make(1, 1, false);
            CompletableFuture<IssuedLink> never = links.make(1, 2, false);
            LinkRefusedException refusal = (LinkRefusedException)
                    assertThrows(CompletionException.class, never::join).getCause();
            assertEquals(LinkRefusedException.Kind.NOT_KEPT, refusal.kind());
            assertThrows(CompletionException.class, made::join);
            assertTrue(links.all().isEmpty());
            CompletableFuture<IssuedLink> later = links.make(1, 1, false);
            segments.kept = 10;
            assertNotNull(links.find(later.join().secret()));
        }
    }

    @Test
    void shouldRefuseWhatIsNotThere() throws IOException {
        try (SegmentLinks links = open()) {
            assertKind(LinkRefusedException.Kind.UNKNOWN_SEGMENT, links.make(1, 3, false));
            assertKind(LinkRefusedException.Kind.UNKNOWN_SEGMENT, links.make(2, 1, true));
            assertKind(LinkRefusedException.Kind.UNKNOWN_SEGMENT, links.revoke(1, 3));
            assertKind(LinkRefusedException.Kind.HAS_NONE, links.revoke(1, 1));
        }
    }

    @Test
    void shouldSayThatItCouldNotBeWritten() throws IOException {
        try (SegmentLinks links = open()) {
            String secret = links.make(1, 1, false).join().secret();
            disk.failAt(disk.calls() + 1, true);
            CompletableFuture<Void> revoked = links.revoke(1, 1);
            assertTrue(
                    assertThrows(CompletionException.class, revoked::join).getCause() instanceof UncheckedIOException);
            assertNull(links.find(secret));
        }
    }

    private SegmentLinks open() throws IOException {
        return new SegmentLinks(LinkStore.open(disk, DATA), segments, InstantSource.system(), new LinkCounts());
    }

    private static void assertKind(LinkRefusedException.Kind kind, CompletableFuture<?> asked) {
        Throwable refusal = assertThrows(CompletionException.class, asked::join).getCause();
        assertEquals(kind, ((LinkRefusedException) refusal).kind(), refusal.getMessage());
    }
}
