package io.muster.server.api.data;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.muster.index.SegmentEntry;
import io.muster.protocol.codec.ErrorType;
import io.muster.protocol.codec.ExportDecoder;
import io.muster.server.api.ApiCall;
import io.muster.server.api.ApiPart;
import io.muster.server.api.ApiRoutes;
import io.muster.server.api.ProblemException;
import io.muster.server.api.segment.SegmentPath;
import io.muster.server.security.Doorkeeper;
import io.muster.server.security.RequestNeeds;
import io.muster.server.wire.backend.Backend;
import io.muster.server.wire.backend.BackendException;
import io.muster.server.wire.session.RequestException;
import io.vertx.core.http.HttpMethod;
import java.util.concurrent.atomic.AtomicInteger;
import org.roaringbitmap.RoaringBitmap;

/** {@code GET …/segments/{s}/members}: all of them, of one sequence. */
public final class MembersCalls implements ApiPart {
    /** Under way at once. */
    public static final int MAX_AT_ONCE = 16;

    static final String SEQUENCE = "Muster-Sequence";

    private static final int RETRY_AFTER_MS = 1_000;
    private static final int KEPT_RETRY_MS = 2;
    private static final int KEPT_TIMEOUT_MS = 2_000;

    private final Backend backend;
    private final Doorkeeper doorkeeper;
    private final int unreadTimeoutMs;
    private final AtomicInteger underWay = new AtomicInteger();

    /** {@code unreadTimeoutMs}: in which a reader must take half of what is kept for it. */
    public MembersCalls(Backend backend, Doorkeeper doorkeeper, int unreadTimeoutMs) {
        this.backend = backend;
        this.doorkeeper = doorkeeper;
        this.unreadTimeoutMs = unreadTimeoutMs;
    }

    @Override
    public void addTo(ApiRoutes routes) {
        routes.get(
                "/v1/workspaces/:w/segments/:s/members",
                RequestNeeds.of(ExportDecoder.TEMPLATE_ID),
                this::tell,
                "format");
    }

    private record Members(long sequence, RoaringBitmap bitmap) {}

    private void tell(ApiCall call) {
        MembersFormat format = MembersFormat.ofText(call.query("format"));
        SegmentEntry segment = SegmentPath.of(call);
        if (call.routing().request().method() == HttpMethod.HEAD) {
            format.head(call, segment);
            call.routing().response().end();
            return;
        }
        if (underWay.incrementAndGet() > MAX_AT_ONCE) {
            underWay.decrementAndGet();
            throw BackendException.busy(
                    "members: found " + MAX_AT_ONCE + " downloads under way, expected fewer; try again",
                    RETRY_AFTER_MS);
        }
        MembersStream stream = new MembersStream(call, backend, doorkeeper, unreadTimeoutMs, underWay::decrementAndGet);
        try {
            int workspaceId = call.workspace().id();
            backend.queryNow(engine -> new Members(engine.sequence(), engine.members(workspaceId, segment.id())))
                    .whenComplete((members, failure) -> stream.onThread(() -> {
                        if (failure != null) {
                            stream.refuse(failure);
                        } else if (members.bitmap() == null) {
                            stream.refuse(new RequestException(
                                    ErrorType.UNKNOWN_SEGMENT, "segment: found that it was deleted meanwhile"));
                        } else {
                            beginWhenKept(call, stream, members, format, segment, System.nanoTime());
                        }
                    }));
        } catch (RuntimeException refused) {
            stream.refuse(refused);
        }
    }

    /** Changes from the next sequence on bring the members up to date, so that sequence must be one that stays. */
    private void beginWhenKept(
            ApiCall call,
            MembersStream stream,
            Members members,
            MembersFormat format,
            SegmentEntry segment,
            long sinceNs) {
        boolean late = System.nanoTime() - sinceNs >= MILLISECONDS.toNanos(KEPT_TIMEOUT_MS);
        if (backend.keptSequence() >= members.sequence() || late) {
            call.with(SEQUENCE, Long.toString(members.sequence()));
            format.head(call, segment);
            stream.begin(members.bitmap(), format);
        } else {
            call.routing()
                    .vertx()
                    .setTimer(KEPT_RETRY_MS, again -> beginWhenKept(call, stream, members, format, segment, sinceNs));
        }
    }

    static ProblemException unknownFormat(String found) {
        return ProblemException.badRequest("format: found '" + found + "', expected ids, csv, jsonl or roaring");
    }
}
