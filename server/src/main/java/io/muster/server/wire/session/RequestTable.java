package io.muster.server.wire.session;

import io.muster.server.metrics.RequestMeter;
import java.util.List;

/** The handlers of one I/O thread by template id, and what its connections share. */
public final class RequestTable {
    private static final int MAX_TEMPLATE_ID = 99;

    private final AccessGate gate;
    private final RequestHandler[] handlers = new RequestHandler[MAX_TEMPLATE_ID + 1];
    private final RunHandler[] runs = new RunHandler[MAX_TEMPLATE_ID + 1];
    private final RequestMeter meter;
    private final SpareBuffer spare = new SpareBuffer();

    /**
     * A table behind {@code gate}; two handlers of the same template are a fault.
     *
     * @param meter measures the requests of this thread
     */
    public RequestTable(AccessGate gate, List<RequestHandler> handlers, RequestMeter meter) {
        this.gate = gate;
        this.meter = meter;
        for (RequestHandler handler : handlers) {
            if (this.handlers[handler.templateId()] != null) {
                throw new IllegalArgumentException("template " + handler.templateId() + ": found two handlers");
            }
            this.handlers[handler.templateId()] = handler;
            runs[handler.templateId()] = handler instanceof RunHandler run ? run : null;
        }
    }

    AccessGate gate() {
        return gate;
    }

    RequestMeter meter() {
        return meter;
    }

    SpareBuffer spare() {
        return spare;
    }

    /** Null where there is none. */
    RequestHandler handler(int templateId) {
        return templateId <= MAX_TEMPLATE_ID ? handlers[templateId] : null;
    }

    /** Who answers several of these together; null where nobody does. */
    RunHandler runHandler(int templateId) {
        return templateId <= MAX_TEMPLATE_ID ? runs[templateId] : null;
    }
}
