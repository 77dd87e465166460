package io.muster.server.wire.link;

import io.muster.protocol.codec.ErrorType;
import io.muster.server.wire.backend.Backend;
import io.muster.server.wire.session.RequestException;
import io.muster.server.wire.session.RequestHandler;

/** What requests about links share. */
abstract class LinkHandler implements RequestHandler {
    final Backend backend;

    LinkHandler(Backend backend) {
        this.backend = backend;
    }

    /** Throws where there is no such workspace. */
    final void requireWorkspace(int workspaceId) {
        if (backend.workspace(workspaceId) == null) {
            throw new RequestException(ErrorType.UNKNOWN_WORKSPACE, "workspace: found no id " + workspaceId);
        }
    }
}
