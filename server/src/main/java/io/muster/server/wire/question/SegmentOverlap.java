package io.muster.server.wire.question;

import io.muster.index.SegmentEntry;
import io.muster.index.WorkspaceView;
import io.muster.index.answer.Overlap;
import io.muster.protocol.codec.ErrorType;
import io.muster.server.wire.backend.Backend;
import io.muster.server.wire.backend.EngineQuestions;
import io.muster.server.wire.session.RequestException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.roaringbitmap.RoaringBitmap;

/** How segments overlap. The engine gives copies of them; they are counted on another thread. */
public final class SegmentOverlap {
    private SegmentOverlap() {}

    /** The segments as they were at one sequence. */
    private record Copies(List<RoaringBitmap> members, long customers) {}

    /** Throws where so many segments can't be compared. */
    public static void requireCount(int count) {
        if (count < Overlap.FEWEST || count > Overlap.MOST) {
            throw new RequestException(
                    ErrorType.LIMIT,
                    "segments: found " + count + ", expected " + Overlap.FEWEST + " to " + Overlap.MOST);
        }
    }

    /** Throws where one is there twice. */
    public static void requireDifferent(List<SegmentEntry> segments) {
        Set<SegmentEntry> seen = new HashSet<>();
        for (SegmentEntry segment : segments) {
            if (!seen.add(segment)) {
                throw new RequestException(
                        ErrorType.BAD_REQUEST, "segments: found '" + segment.name() + "' twice, expected it once");
            }
        }
    }

    /** Of these segments, so many and different, told by their names in this order. */
    public static CompletableFuture<Answer<Overlap>> of(
            Backend backend, WorkspaceView workspace, List<SegmentEntry> segments) {
        List<String> names = segments.stream().map(SegmentEntry::name).toList();
        return backend.queryNow(engine -> new Answer<>(engine.sequence(), copies(engine, workspace, segments)))
                .thenApplyAsync(answer -> new Answer<>(
                        answer.sequence(),
                        Overlap.of(
                                names, answer.value().members(), answer.value().customers())));
    }

    /** How alike these are; null where it is told of neither a pair nor the whole. */
    public static Overlap.Similarity likeness(Overlap overlap, List<String> names) {
        if (overlap.whole().segments().equals(names)) {
            return overlap.whole();
        }
        for (Overlap.Similarity pair : overlap.pairs()) {
            if (pair.segments().equals(names)) {
                return pair;
            }
        }
        return null;
    }

    private static Copies copies(EngineQuestions engine, WorkspaceView workspace, List<SegmentEntry> segments) {
        List<RoaringBitmap> members = new ArrayList<>();
        for (SegmentEntry segment : segments) {
            RoaringBitmap copy = engine.members(workspace.id(), segment.id());
            if (copy == null) {
                throw new RequestException(
                        ErrorType.UNKNOWN_SEGMENT, "segment: found that '" + segment.name() + "' is deleted meanwhile");
            }
            members.add(copy);
        }
        return new Copies(members, workspace.customers());
    }
}
