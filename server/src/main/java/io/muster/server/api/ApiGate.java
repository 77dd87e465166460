package io.muster.server.api;

import io.muster.index.WorkspaceView;
import io.muster.protocol.codec.ErrorType;
import io.muster.server.security.Access;
import io.muster.server.security.Doorkeeper;
import io.muster.server.security.Need;
import io.muster.server.security.Role;
import io.muster.server.wire.backend.Backend;
import io.muster.server.wire.session.RequestException;
import io.netty.util.NetUtil;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;

/**
 * Whether a call may be answered, as the binary protocol's gate says it of the same request; and whether it comes from
 * a page of another site. The I/O thread.
 */
final class ApiGate {
    private final Backend backend;
    private final Doorkeeper doorkeeper;

    ApiGate(Backend backend, Doorkeeper doorkeeper) {
        this.backend = backend;
        this.doorkeeper = doorkeeper;
    }

    /**
     * Throws where a browser was made to ask by the page of another site. Where there are no tokens, everybody on this
     * machine may do everything: a page may not, by whatever name it has this server called.
     */
    void refuseOtherSites(HttpServerRequest request) {
        HostAndPort called = request.authority();
        String origin = request.getHeader("Origin");
        if (origin != null && (called == null || !origin.endsWith("://" + request.getHeader("Host")))) {
            throw otherSite("Origin: found '" + origin + "', expected that of this server, or none");
        }
        if (called != null && doorkeeper.isOpen() && !isPlain(called.host())) {
            throw otherSite("Host: found '" + called.host() + "', expected localhost or an address of this server,"
                    + " as long as it has no token");
        }
    }

    /**
     * The workspace that the call's path names, null where it names none. Throws where there is no such, or the caller
     * may not do that. A workspace that they do not see is answered like one that is not there.
     */
    WorkspaceView admit(ApiCall call) {
        Need need = call.route().need();
        Access access = call.access();
        if (!call.route().namesWorkspace()) {
            boolean enough = need == Need.NOTHING || need == Need.LOGIN || access.allowsEverywhere(Role.ADMIN);
            if (!enough) {
                throw new RequestException(ErrorType.FORBIDDEN, access.refusalOfServer());
            }
            return null;
        }
        WorkspaceView workspace = find(call.parameter(ApiRoute.WORKSPACE));
        if (workspace == null || !access.sees(workspace.name())) {
            throw new RequestException(
                    ErrorType.UNKNOWN_WORKSPACE, "workspace: found no '" + call.parameter(ApiRoute.WORKSPACE) + "'");
        }
        boolean allowed = need.role() == null
                ? need == Need.LOGIN || access.allowsEverywhere(Role.ADMIN)
                : access.allows(workspace.name(), need.role());
        if (!allowed) {
            throw new RequestException(
                    ErrorType.FORBIDDEN,
                    need.role() == null ? access.refusalOfServer() : access.refusal(workspace.name(), need.role()));
        }
        return workspace;
    }

    private WorkspaceView find(String text) {
        int id = PathText.id(text);
        if (id != PathText.NO_ID) {
            return backend.workspace(id);
        }
        for (WorkspaceView workspace : backend.workspaces()) {
            if (workspace.name().equals(text)) {
                return workspace;
            }
        }
        return null;
    }

    private static boolean isPlain(String host) {
        return host.equalsIgnoreCase("localhost")
                || NetUtil.isValidIpV4Address(host)
                || NetUtil.isValidIpV6Address(host);
    }

    private static ProblemException otherSite(String detail) {
        return new ProblemException(new ApiProblem(403, "other_site", detail));
    }
}
