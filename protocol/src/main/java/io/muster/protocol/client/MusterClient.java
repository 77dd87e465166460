package io.muster.protocol.client;

import io.muster.protocol.client.token.NewToken;
import io.muster.protocol.client.token.TokenGrant;
import io.muster.protocol.client.token.TokenInfo;
import io.muster.protocol.codec.ClockOperation;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One connection to a server; requests are pipelined. Every method may be called from any thread.
 *
 * <p>A blocking call throws {@link MusterException}: what the server answered, {@link ErrorCode#TIMEOUT} where it did
 * not in time, or {@link MusterUnreachableException} where the connection is lost. A lost connection fails all that is
 * outstanding and every later call; it is not made again by itself.
 */
public final class MusterClient implements AutoCloseable {
    private static final int SNAPSHOT_TIMEOUT_MS = 3_600_000;

    private final Connection connection;

    private MusterClient(Connection connection) {
        this.connection = connection;
    }

    /** Connects and greets. Throws {@link MusterUnreachableException} where no server answers. */
    public static MusterClient connect(ClientOptions options) {
        return new MusterClient(Connection.open(options));
    }

    /** Closes the connection; what is outstanding fails. */
    @Override
    public void close() {
        connection.close();
    }

    /** Version of the server, as it says itself. */
    public String serverVersion() {
        return connection.serverVersion();
    }

    /** Whether the connection is still there. */
    public boolean isOpen() {
        return connection.isOpen();
    }

    public List<WorkspaceInfo> workspaces() {
        return connection.call(DefinitionRequests.listWorkspaces());
    }

    /**
     * Creates a workspace.
     *
     * @param zone IANA time zone
     * @param currencyOrNull ISO 4217; null: the first order sets it
     */
    public WorkspaceInfo createWorkspace(String name, String zone, String currencyOrNull) {
        return createWorkspace(name, zone, currencyOrNull, 0);
    }

    /**
     * As {@link #createWorkspace(String, String, String)}.
     *
     * @param abandonedAfterMillis how long after its start a checkout counts as abandoned; 0: an hour
     */
    public WorkspaceInfo createWorkspace(String name, String zone, String currencyOrNull, long abandonedAfterMillis) {
        return connection.call(DefinitionRequests.createWorkspace(
                name, zone, currencyOrNull == null ? "" : currencyOrNull, abandonedAfterMillis));
    }

    /** Deletes a workspace with all that is in it. */
    public void deleteWorkspace(int id) {
        connection.call(DefinitionRequests.deleteWorkspace(id));
    }

    /** The workspace of that name. Throws {@link ErrorCode#UNKNOWN_WORKSPACE} naming those there are. */
    public WorkspaceClient workspace(String name) {
        List<WorkspaceInfo> workspaces = workspaces();
        for (WorkspaceInfo workspace : workspaces) {
            if (workspace.name().equals(name)) {
                return new WorkspaceClient(connection, workspace);
            }
        }
        String found = workspaces.isEmpty()
                ? "there is none yet"
                : "expected one of "
                        + workspaces.stream().map(WorkspaceInfo::name).collect(Collectors.joining(", "));
        throw new MusterException(ErrorCode.UNKNOWN_WORKSPACE, "workspace: found '" + name + "', " + found);
    }

    public ClockInfo clock() {
        return connection.call(OperationRequests.clock(ClockOperation.READ, 0));
    }

    /** Moves a manual clock on; returns when everything due by then has happened. */
    public ClockInfo advanceClock(long millis) {
        return connection.call(OperationRequests.clock(ClockOperation.ADVANCE, millis));
    }

    /** Moves a manual clock on to {@code epochMillis}; returns when everything due by then has happened. */
    public ClockInfo setClock(long epochMillis) {
        return connection.call(OperationRequests.clock(ClockOperation.SET, epochMillis));
    }

    /** Has the server save all that is acknowledged; returns when that is in force, which can take minutes. */
    public SnapshotInfo snapshot() {
        return connection.call(OperationRequests.snapshot(""), SNAPSHOT_TIMEOUT_MS);
    }

    /**
     * The same, and a copy in {@code directory}, from which a server can be started.
     *
     * @param directory of the server's machine, empty or missing; absolute
     */
    public SnapshotInfo backup(String directory) {
        return connection.call(OperationRequests.snapshot(directory), SNAPSHOT_TIMEOUT_MS);
    }

    /**
     * Makes a token; for administrators of all workspaces, and for anybody as long as there is none.
     *
     * @param expiresMillis the first instant at which it is no longer good, milliseconds since the epoch;
     *     {@link TokenInfo#NEVER}
     */
    public NewToken createToken(String name, List<TokenGrant> grants, long expiresMillis) {
        return connection.call(TokenRequests.create(name, grants, expiresMillis));
    }

    /** All tokens, in the order in which they were made; for administrators of all workspaces. */
    public List<TokenInfo> tokens() {
        return connection.call(TokenRequests.list());
    }

    /** Revokes a token and cuts off who came in with it; for administrators of all workspaces. */
    public void revokeToken(String name) {
        connection.call(TokenRequests.revoke(name));
    }

    /** What the server holds and does, as a JSON object. */
    public String statusJson() {
        return connection.call(OperationRequests.status());
    }
}
