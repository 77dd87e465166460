package io.muster.server.api.data;

import io.muster.index.SegmentEntry;
import io.muster.protocol.codec.ErrorType;
import io.muster.protocol.codec.FollowChangesDecoder;
import io.muster.server.api.ApiCall;
import io.muster.server.api.ApiPart;
import io.muster.server.api.ApiRoutes;
import io.muster.server.api.ProblemException;
import io.muster.server.api.segment.SegmentPath;
import io.muster.server.change.ChangeCursor;
import io.muster.server.change.ChangeFeed;
import io.muster.server.change.ChangeLog;
import io.muster.server.change.ChangesGoneException;
import io.muster.server.security.Doorkeeper;
import io.muster.server.security.RequestNeeds;
import io.muster.server.wire.backend.Backend;
import io.muster.server.wire.session.RequestException;
import io.vertx.core.http.HttpMethod;

/** {@code GET …/changes}: who enters and leaves, as it happens, as server-sent events. */
public final class ChangeCalls implements ApiPart {
    private final Backend backend;
    private final Doorkeeper doorkeeper;

    public ChangeCalls(Backend backend, Doorkeeper doorkeeper) {
        this.backend = backend;
        this.doorkeeper = doorkeeper;
    }

    @Override
    public void addTo(ApiRoutes routes) {
        routes.get(
                "/v1/workspaces/:w/changes",
                RequestNeeds.of(FollowChangesDecoder.TEMPLATE_ID),
                this::follow,
                "from",
                "segment");
    }

    private void follow(ApiCall call) {
        String segmentText = call.query("segment");
        SegmentEntry segment = segmentText == null ? null : SegmentPath.find(call, segmentText);
        EventPlace from = from(call);
        ChangeFeed feed = backend.changes();
        ChangeCursor cursor = cursor(call, segment, from, feed.log());
        call.with("Content-Type", "text/event-stream")
                .with("Cache-Control", "no-store")
                .with("X-Content-Type-Options", "nosniff")
                .with("X-Accel-Buffering", "no")
                // An event must not wait in a compressor for the next.
                .with("Content-Encoding", "identity");
        if (call.routing().request().method() == HttpMethod.HEAD) {
            call.routing().response().end();
            return;
        }
        ChangeEvents events = new ChangeEvents(call, backend, doorkeeper, feed, cursor);
        if (!feed.enter(events)) {
            throw new RequestException(
                    ErrorType.LIMIT,
                    "followers of changes: found " + feed.options().maxFollowers() + ", expected fewer; try again");
        }
        events.begin();
    }

    /** Where a browser goes on by itself counts more than where it began; null for now. */
    private static EventPlace from(ApiCall call) {
        String last = call.header("Last-Event-ID");
        if (last != null && !last.isEmpty()) {
            return EventPlace.after("Last-Event-ID", last);
        }
        String from = call.query("from");
        return from == null ? null : EventPlace.at("from", from);
    }

    private ChangeCursor cursor(ApiCall call, SegmentEntry segment, EventPlace from, ChangeLog log) {
        long next = backend.sequence() + 1;
        if (from != null && from.sequence() > next) {
            throw ProblemException.badRequest("from: found sequence " + from.sequence() + ", expected at most " + next
                    + ", which is the next one");
        }
        long sequence = from == null ? backend.keptSequence() + 1 : from.sequence();
        try {
            return log.follow(
                    call.workspace().id(),
                    segment == null ? 0 : segment.id(),
                    sequence,
                    from == null ? 0 : from.index());
        } catch (ChangesGoneException gone) {
            throw new RequestException(ErrorType.GONE, gone.getMessage());
        }
    }
}
