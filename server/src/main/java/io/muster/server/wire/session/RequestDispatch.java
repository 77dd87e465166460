package io.muster.server.wire.session;

import io.muster.protocol.FrameDescriptor;
import io.muster.protocol.codec.ErrorType;
import io.muster.protocol.codec.HelloDecoder;
import io.muster.server.wire.backend.BackendException;
import org.agrona.DirectBuffer;

/** Brings the requests of one connection to those who answer them. Belongs to the I/O thread. */
final class RequestDispatch {
    private final Session session;
    private final RequestTable table;
    private final SessionMeter meter;
    private int frameBytes;
    private SlowReply promised;

    RequestDispatch(Session session, RequestTable table, SessionMeter meter) {
        this.session = session;
        this.table = table;
        this.meter = meter;
    }

    /** Size of the request that is being handled. */
    int frameBytes() {
        return frameBytes;
    }

    /** The request that is being handled is to be answered by {@code reply}. */
    SlowReply promise(SlowReply reply) {
        promised = meter.promise(reply);
        return promised;
    }

    /** Frames that have come one behind the other; returns the length of those that are dealt with. */
    int takeRun(DirectBuffer frames) {
        if (session.access() == null || frames.capacity() < AccessGate.LOOKED_AT_BYTES) {
            return 0;
        }
        int templateId = FrameDescriptor.templateId(frames, 0);
        RunHandler handler = table.runHandler(templateId);
        try {
            return handler != null && table.gate().wouldAdmit(session.access(), frames, templateId)
                    ? handler.onRun(session, frames)
                    : 0;
        } catch (BackendException e) {
            // While the server starts, say: each request is told so.
            return 0;
        }
    }

    /** A frame that has come. */
    void take(DirectBuffer frame) {
        int templateId = FrameDescriptor.templateId(frame, 0);
        int schemaId = FrameDescriptor.schemaId(frame, 0);
        long correlationId = FrameDescriptor.correlationId(frame, 0);
        if (schemaId != HelloDecoder.SCHEMA_ID) {
            refuse(correlationId, "schema id: found " + schemaId + ", expected " + HelloDecoder.SCHEMA_ID);
            return;
        }
        if (session.access() == null && templateId != HelloDecoder.TEMPLATE_ID) {
            session.failAndClose(
                    correlationId,
                    ErrorType.UNAUTHENTICATED,
                    "first message: found template " + templateId + ", expected Hello (" + HelloDecoder.TEMPLATE_ID
                            + ")");
            return;
        }
        RequestHandler handler = table.handler(templateId);
        if (handler == null) {
            refuse(correlationId, "template id: found " + templateId + ", which is no request that this server knows");
            return;
        }
        handle(handler, frame, correlationId);
    }

    /** Answers a request, or arranges for an answer. */
    void handle(RequestHandler handler, DirectBuffer frame, long correlationId) {
        frameBytes = frame.capacity();
        promised = null;
        long promisedBefore = meter.begin(handler.templateId());
        answer(handler, frame, correlationId);
        meter.handled(promisedBefore);
    }

    private void answer(RequestHandler handler, DirectBuffer frame, long correlationId) {
        int blockLength = FrameDescriptor.blockLength(frame, 0);
        if (blockLength < handler.blockLength()) {
            session.fail(
                    correlationId,
                    ErrorType.BAD_REQUEST,
                    "block length of template " + handler.templateId() + ": found " + blockLength + ", expected "
                            + handler.blockLength() + " or more");
            return;
        }
        try {
            if (!table.gate().admits(session, frame, handler.templateId(), correlationId)) {
                return;
            }
            handler.onRequest(session, frame, blockLength, FrameDescriptor.schemaVersion(frame, 0), correlationId);
        } catch (IndexOutOfBoundsException e) {
            String message = "message of template " + handler.templateId() + ": found a frame of " + frame.capacity()
                    + " bytes, expected more: its lengths and counts reach beyond";
            fail(correlationId, new Failure(ErrorType.BAD_REQUEST, message, 0, 0, 0));
        } catch (Throwable e) {
            fail(correlationId, Failure.of(e));
        }
    }

    /** A reply that was promised holds the request's room: it is finished, whatever its handler came to. */
    private void fail(long correlationId, Failure failure) {
        if (promised == null) {
            ErrorReplies.write(session.replies(), correlationId, failure);
        } else {
            promised.fail(failure);
        }
    }

    private void refuse(long correlationId, String message) {
        if (session.access() != null) {
            session.fail(correlationId, ErrorType.UNSUPPORTED, message);
        } else {
            session.failAndClose(correlationId, ErrorType.UNSUPPORTED, message);
        }
    }
}
