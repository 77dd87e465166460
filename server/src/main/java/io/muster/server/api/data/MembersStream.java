package io.muster.server.api.data;

import io.muster.server.api.ApiCall;
import io.muster.server.download.ContactFormat;
import io.muster.server.download.ContactStream;
import io.muster.server.download.DownloadOptions;
import io.muster.server.download.MemberPages;
import io.muster.server.http.StreamedBody;
import io.muster.server.security.Doorkeeper;
import io.muster.server.security.Visit;
import io.muster.server.wire.backend.Backend;
import io.muster.server.wire.export.MembersSource;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import java.util.concurrent.RejectedExecutionException;
import org.agrona.concurrent.UnsafeBuffer;
import org.roaringbitmap.RoaringBitmap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends members to one caller, as long as that may have them. Belongs to the I/O thread. */
final class MembersStream implements StreamedBody.Ending {
    private static final Logger LOG = LoggerFactory.getLogger(MembersStream.class);

    private final ApiCall call;
    private final Backend backend;
    private final Doorkeeper doorkeeper;
    private final int unreadTimeoutMs;
    private final Runnable ended;
    private final Context context;
    private Visit visit;
    private StreamedBody body;
    private boolean over;

    /** {@code ended} is called once. */
    MembersStream(ApiCall call, Backend backend, Doorkeeper doorkeeper, int unreadTimeoutMs, Runnable ended) {
        this.call = call;
        this.backend = backend;
        this.doorkeeper = doorkeeper;
        this.unreadTimeoutMs = unreadTimeoutMs;
        this.ended = ended;
        context = call.routing().vertx().getOrCreateContext();
    }

    /** Any thread. */
    void onThread(Runnable work) {
        try {
            context.runOnContext(back -> work.run());
        } catch (RejectedExecutionException closed) {
            LOG.debug("members: the port is closed");
        }
    }

    /** Instead of a beginning. */
    void refuse(Throwable why) {
        ended();
        call.fail(why);
    }

    /** Begins with the body; the head is said. */
    void begin(RoaringBitmap members, MembersFormat format) {
        if (call.routing().response().closed()) {
            ended();
            return;
        }
        body = new StreamedBody(call.routing(), DownloadOptions.UNREAD_BYTES, unreadTimeoutMs, this);
        visit = doorkeeper.enter(call.access(), () -> onThread(() -> body.cutOff("its token is no longer good")));
        ContactFormat contacts = format.contactsOrNull();
        if (contacts != null) {
            MemberPages pages = MemberPages.of(backend, call.workspace().id(), members);
            ContactStream stream = new ContactStream(call.routing(), body, pages, contacts, () -> null);
            body.send(Buffer.buffer(contacts.head()), stream::goOn);
        } else if (format == MembersFormat.IDS) {
            goOn(MembersSource.ids(call.workspace(), members));
        } else {
            // Serialising a large bitmap takes longer than this thread should be kept.
            call.aside(() -> MembersSource.roaring(members), this::goOn);
        }
    }

    /** A piece, then others have their turn. */
    private void goOn(MembersSource source) {
        if (body.isOver()) {
            return;
        }
        if (source.isFinished()) {
            body.finish();
            return;
        }
        byte[] piece = new byte[MembersSource.PIECE_BYTES];
        int length = source.next(new UnsafeBuffer(piece), 0, piece.length);
        Buffer bytes = length == piece.length
                ? Buffer.buffer(piece)
                : Buffer.buffer(length).appendBytes(piece, 0, length);
        body.send(bytes, () -> onThread(() -> goOn(source)));
    }

    @Override
    public void ended() {
        if (!over) {
            over = true;
            if (visit != null) {
                visit.leave();
            }
            ended.run();
        }
    }

    @Override
    public void cutOff(String why) {
        LOG.warn(
                "members of workspace '{}' for {} cut off: {}", call.workspace().name(), call.access(), why);
    }
}
