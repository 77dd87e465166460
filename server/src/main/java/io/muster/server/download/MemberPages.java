package io.muster.server.download;

import io.muster.index.WorkspaceView;
import io.muster.server.link.SegmentLink;
import io.muster.server.wire.backend.Backend;
import io.muster.server.wire.backend.EngineQuestions;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.agrona.concurrent.UnsafeBuffer;
import org.roaringbitmap.BatchIterator;
import org.roaringbitmap.RoaringBitmap;

/**
 * The members that a segment has at one sequence, a page at a time; their names are as of when the page is read.
 * Customers deleted since are left out. One thread at a time, and one page.
 */
public final class MemberPages {
    private final Backend backend;
    private final int workspaceId;
    private final BatchIterator ordinals;
    private final int[] page = new int[DownloadOptions.PAGE_MEMBERS];
    private int count;

    private MemberPages(Backend backend, int workspaceId, RoaringBitmap members) {
        this.backend = backend;
        this.workspaceId = workspaceId;
        ordinals = members.getBatchIterator();
    }

    /** Null where the segment has gone. */
    static CompletableFuture<MemberPages> open(Backend backend, SegmentLink link) {
        return asked(() -> backend.queryNow(engine -> engine.members(link.workspaceId(), link.segmentId())))
                .thenApply(members -> members == null ? null : of(backend, link.workspaceId(), members));
    }

    /** Those of a bitmap, which is this one's from here on. */
    public static MemberPages of(Backend backend, int workspaceId, RoaringBitmap members) {
        return new MemberPages(backend, workspaceId, members);
    }

    /** Goes on to the next page; false where there is none. */
    boolean next() {
        count = ordinals.hasNext() ? ordinals.nextBatch(page) : 0;
        return count > 0;
    }

    /** The page that it is on; may be asked again where it fails. */
    CompletableFuture<List<Contact>> contacts() {
        return asked(() -> backend.query(this::read));
    }

    private static <T> CompletableFuture<T> asked(Supplier<CompletableFuture<T>> question) {
        try {
            return question.get();
        } catch (RuntimeException refused) {
            return CompletableFuture.failedFuture(refused);
        }
    }

    private List<Contact> read(EngineQuestions engine) {
        List<Contact> contacts = new ArrayList<>(count);
        WorkspaceView workspace = backend.workspace(workspaceId);
        for (int i = 0; i < count && workspace != null; i++) {
            int length = workspace.idLength(page[i]);
            if (length > 0) {
                contacts.add(contact(engine, workspace, page[i], length));
            }
        }
        return contacts;
    }

    private static Contact contact(EngineQuestions engine, WorkspaceView workspace, int ordinal, int idLength) {
        byte[] id = new byte[idLength];
        workspace.copyId(ordinal, new UnsafeBuffer(id), 0);
        Map<String, String> profile = engine.profile(workspace.id(), ordinal);
        return new Contact(
                new String(id, StandardCharsets.UTF_8),
                profile.get("email"),
                profile.get("first_name"),
                profile.get("last_name"));
    }
}
