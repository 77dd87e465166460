package io.muster.server.wire.session;

import io.muster.server.metrics.RequestMeter;

/** Measures the requests of one connection. Belongs to the I/O thread. */
final class SessionMeter {
    private final RequestMeter meter;
    private int templateId;
    private long readNs;
    private long promised;

    SessionMeter(RequestMeter meter) {
        this.meter = meter;
    }

    /**
     * What comes from here on counts from now, unless it belongs to a read that is measured already.
     *
     * @return when the read began, by {@link System#nanoTime}
     */
    long startRead() {
        if (readNs == 0) {
            readNs = System.nanoTime();
        }
        return readNs;
    }

    /** What comes next waits since {@code sinceNs}. */
    void resumeRead(long sinceNs) {
        readNs = sinceNs;
    }

    /** A frame has come whose kind is not known yet. */
    void frame() {
        templateId = 0;
    }

    /**
     * A request of this kind is taken up.
     *
     * @return to be given to {@link #handled}
     */
    long begin(int requestTemplateId) {
        templateId = requestTemplateId;
        return promised;
    }

    /** The request is dealt with: answered, unless a reply was promised since it was taken up. */
    void handled(long promisedBefore) {
        if (promised == promisedBefore) {
            meter.answered(templateId);
        }
    }

    /** So many requests of this kind are answered. */
    void handled(int requestTemplateId, int count) {
        meter.answered(requestTemplateId, count);
    }

    /** A reply to the request that is being handled, which comes later. */
    SlowReply promise(SlowReply reply) {
        promised++;
        return reply.measured(templateId, readNs);
    }

    /** A promised reply is written. */
    void answeredLater(SlowReply reply, ReplyBuffer replies) {
        templateId = reply.templateId();
        countError(replies);
        meter.answeredLater(templateId, System.nanoTime() - reply.sinceNs());
    }

    /** An error was replied to a request of this kind, whichever is being handled. */
    void countErrorOf(int requestTemplateId, ReplyBuffer replies) {
        templateId = requestTemplateId;
        countError(replies);
    }

    void countError(ReplyBuffer replies) {
        int code = replies.takeError();
        if (code != 0) {
            meter.failed(templateId, code);
        }
    }

    /** What is answered goes out, and the read goes on. */
    void flushedBetween() {
        meter.flushed(readNs);
    }

    /**
     * What is answered goes out, and with it the read ends.
     *
     * @return when that began, by {@link System#nanoTime}; 0 if it is not known
     */
    long flushed() {
        long beganNs = readNs;
        meter.flushed(beganNs);
        readNs = 0;
        return beganNs;
    }
}
