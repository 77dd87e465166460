package io.muster.server.link;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.muster.server.thread.Settling;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The secret addresses of segments. Any thread; nothing waits for the disk but the links' own thread.
 *
 * <p>A link is good as long as its segment is there. It is made only when the segment is on the disk for good:
 * otherwise a crash could undo the segment, and another one would get its id and its link.
 */
public final class SegmentLinks implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SegmentLinks.class);
    private static final int CLOSE_TIMEOUT_MS = 2_000;

    private final LinkStore store;
    private final LinkedSegments segments;
    private final InstantSource clock;
    private final LinkCounts counts;
    private final ScheduledExecutorService thread;

    /**
     * Forgets what does not belong to the segments there are: those that were deleted, and those of a journal that came
     * further than this one.
     *
     * @throws IOException if that can't be written
     */
    public SegmentLinks(LinkStore store, LinkedSegments segments, InstantSource clock, LinkCounts counts)
            throws IOException {
        this.counts = counts;
        this.store = store;
        this.segments = segments;
        this.clock = clock;
        int forgotten = store.keepOnly(link -> link.sequence() <= segments.sequence() && hasSegment(link));
        if (forgotten > 0) {
            LOG.info("links: {} forgotten, whose segments are not there any more", forgotten);
        }
        thread = Executors.newSingleThreadScheduledExecutor(
                task -> Thread.ofPlatform().daemon().name("muster-links").unstarted(task));
    }

    /** What became of those who came with one. */
    public LinkCounts counts() {
        return counts;
    }

    /** Those whose segment is there, in the order in which they were made. */
    public List<SegmentLink> all() {
        return store.links().all().stream().filter(this::hasSegment).toList();
    }

    /**
     * Makes a link.
     *
     * @param replaces whether the segment may have one, which is then no longer good
     * @return fails with {@link LinkRefusedException}, or {@link UncheckedIOException} where it can't be kept
     */
    public CompletableFuture<IssuedLink> make(int workspaceId, int segmentId, boolean replaces) {
        CompletableFuture<IssuedLink> made = new CompletableFuture<>();
        long sequence = segments.sequence();
        Settling.when(
                thread,
                () -> segments.keptSequence() >= sequence,
                () -> Settling.settle(made, () -> make(workspaceId, segmentId, replaces, sequence)),
                () -> made.completeExceptionally(new LinkRefusedException(
                        LinkRefusedException.Kind.NOT_KEPT,
                        "link: found that the disk has commands up to " + segments.keptSequence() + ", expected up to "
                                + sequence + ", so that the segment is sure to stay; try again")));
        return made;
    }

    /**
     * Revokes the segment's link; downloads that began with it are cut off.
     *
     * @return fails as that of {@link #make} does
     */
    public CompletableFuture<Void> revoke(int workspaceId, int segmentId) {
        CompletableFuture<Void> revoked = new CompletableFuture<>();
        thread.execute(() -> Settling.settle(revoked, () -> {
            LinkedSegments.Name name = require(workspaceId, segmentId);
            store.revoke(workspaceId, segmentId);
            LOG.info("link of {} revoked", name);
            return null;
        }));
        return revoked;
    }

    /** The good link with that secret; null where there is none, whatever the reason, which is counted. */
    public SegmentLink find(String secret) {
        SegmentLink link = store.links().withHash(LinkSecret.hash(secret));
        if (link == null || !hasSegment(link)) {
            counts.refuse();
            return null;
        }
        return link;
    }

    /** Whether it is still good. */
    public boolean isGood(SegmentLink link) {
        return store.links().contains(link) && hasSegment(link);
    }

    /** What it leads to; null where that has gone. */
    public LinkedSegments.Name name(SegmentLink link) {
        return segments.name(link.workspaceId(), link.segmentId());
    }

    /** What is being changed is finished. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(CLOSE_TIMEOUT_MS, MILLISECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private IssuedLink make(int workspaceId, int segmentId, boolean replaces, long sequence) throws IOException {
        LinkedSegments.Name name = require(workspaceId, segmentId);
        store.keepOnly(this::hasSegment);
        IssuedLink issued = store.make(workspaceId, segmentId, replaces, clock.millis(), sequence);
        LOG.info("link of {} made", name);
        return issued;
    }

    private boolean hasSegment(SegmentLink link) {
        return name(link) != null;
    }

    private LinkedSegments.Name require(int workspaceId, int segmentId) {
        LinkedSegments.Name name = segments.name(workspaceId, segmentId);
        if (name == null) {
            throw new LinkRefusedException(
                    LinkRefusedException.Kind.UNKNOWN_SEGMENT,
                    "segment: found no id " + segmentId + " in workspace " + workspaceId);
        }
        return name;
    }
}
