package io.muster.server.wire.session;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.muster.index.WorkspaceView;
import io.muster.protocol.FrameDescriptor;
import io.muster.protocol.codec.ClockDecoder;
import io.muster.protocol.codec.ClockOperation;
import io.muster.protocol.codec.ErrorType;
import io.muster.server.security.Access;
import io.muster.server.security.Need;
import io.muster.server.security.RequestNeeds;
import io.muster.server.security.Role;
import io.muster.server.wire.backend.Backend;
import org.agrona.DirectBuffer;

/**
 * Whether a connection may ask what it asks: the one place where that is decided, for every request, by the table
 * {@link RequestNeeds}. Any thread; nothing is allocated for what is admitted.
 */
public final class AccessGate {
    /** What is looked at of a request. */
    static final int LOOKED_AT_BYTES = FrameDescriptor.BODY_OFFSET + Integer.BYTES;

    private static final int CLOCK_OPERATION_OFFSET =
            FrameDescriptor.BODY_OFFSET + ClockDecoder.operationEncodingOffset();

    private final Backend backend;

    /** A gate that looks workspaces up in {@code backend}. */
    public AccessGate(Backend backend) {
        this.backend = backend;
    }

    /**
     * False, and an error reply is written, where the request may not be answered. A workspace that the connection does
     * not see is answered like one that is not there.
     */
    boolean admits(Session session, DirectBuffer frame, int templateId, long correlationId) {
        Access access = session.access();
        Need need = RequestNeeds.of(templateId);
        if (need == Need.NOTHING || access == Access.OPEN) {
            return true;
        }
        Role role = need.role();
        return role == null
                ? admitsToServer(session, access, need, frame, correlationId)
                : access.allowsEverywhere(role) || admitsToWorkspace(session, access, role, frame, correlationId);
    }

    /** Whether a request about a workspace may be answered; where not, nothing is replied. */
    boolean wouldAdmit(Access access, DirectBuffer frame, int templateId) {
        Need need = RequestNeeds.of(templateId);
        if (need == Need.NOTHING || access == Access.OPEN) {
            return true;
        }
        Role role = need.role();
        if (role == null || access.allowsEverywhere(role)) {
            return role != null;
        }
        WorkspaceView workspace = backend.workspace(frame.getInt(FrameDescriptor.BODY_OFFSET, LITTLE_ENDIAN));
        return workspace != null && access.allows(workspace.name(), role);
    }

    private static boolean admitsToServer(
            Session session, Access access, Need need, DirectBuffer frame, long correlationId) {
        boolean loginIsEnough = need == Need.LOGIN
                || need == Need.CLOCK && frame.getByte(CLOCK_OPERATION_OFFSET) == ClockOperation.READ.value();
        if (loginIsEnough || access.allowsEverywhere(Role.ADMIN)) {
            return true;
        }
        session.fail(correlationId, ErrorType.FORBIDDEN, access.refusalOfServer());
        return false;
    }

    private boolean admitsToWorkspace(
            Session session, Access access, Role role, DirectBuffer frame, long correlationId) {
        int workspaceId = frame.getInt(FrameDescriptor.BODY_OFFSET, LITTLE_ENDIAN);
        WorkspaceView workspace = backend.workspace(workspaceId);
        if (workspace == null || !access.sees(workspace.name())) {
            session.fail(correlationId, ErrorType.UNKNOWN_WORKSPACE, "workspace: found no id " + workspaceId);
            return false;
        }
        if (access.allows(workspace.name(), role)) {
            return true;
        }
        session.fail(correlationId, ErrorType.FORBIDDEN, access.refusal(workspace.name(), role));
        return false;
    }
}
