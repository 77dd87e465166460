package io.muster.server.wire.session;

import java.util.List;

/** The handlers of one I/O thread by template id. */
public final class RequestTable {
    private static final int MAX_TEMPLATE_ID = 99;

    private final AccessGate gate;
    private final RequestHandler[] handlers = new RequestHandler[MAX_TEMPLATE_ID + 1];

    /** A table behind {@code gate}; two handlers of the same template are a fault. */
    public RequestTable(AccessGate gate, List<RequestHandler> handlers) {
        this.gate = gate;
        for (RequestHandler handler : handlers) {
            if (this.handlers[handler.templateId()] != null) {
                throw new IllegalArgumentException("template " + handler.templateId() + ": found two handlers");
            }
            this.handlers[handler.templateId()] = handler;
        }
    }

    AccessGate gate() {
        return gate;
    }

    /** Null where there is none. */
    RequestHandler handler(int templateId) {
        return templateId <= MAX_TEMPLATE_ID ? handlers[templateId] : null;
    }
}
