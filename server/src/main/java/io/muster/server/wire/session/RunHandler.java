package io.muster.server.wire.session;

import org.agrona.DirectBuffer;

/** Answers requests that stand one behind the other in what came, together. */
public interface RunHandler extends RequestHandler {
    /**
     * Answers, in their order, the requests that {@code frames} begins with, up to the first that is not whole, of
     * another template or about another workspace than the first, or has anything about it that wants a closer look; or
     * until replies are enough for a write. Throws only where nothing is answered.
     *
     * @param frames lent for the call; the first may be answered, as far as the session's access is concerned
     * @return the length of the frames that were answered, 0 for none
     */
    int onRun(Session session, DirectBuffer frames);
}
