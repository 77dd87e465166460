package io.muster.server.wire.session;

/**
 * Answers requests that came together, together: {@link #onRequest} may only take note of a request, and
 * {@link #finish} answers all that were noted since. The session calls it before anything else is answered, before
 * replies go out, and before another connection's turn.
 */
public interface GatheringHandler extends RequestHandler {
    /** Answers what was gathered, in the order in which it came; does nothing where nothing was. Throws nothing. */
    void finish(Session session);
}
