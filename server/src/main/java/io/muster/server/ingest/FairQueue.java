package io.muster.server.ingest;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;

/**
 * Batches of records that wait to be parsed, piece by piece: workspaces take turns, and within a workspace those who
 * append do; of one workspace and source they go in the order in which they came.
 *
 * <p>Guarantees: never more batches or bytes than allowed; no workspace holds more than is left free, and no source
 * more than is left of that. So one workspace gets half of the room, two a third each; one source alone gets a third,
 * two in a workspace a fifth each; and there is always some for who comes next. A batch longer than all the room is
 * taken when nothing else waits. Any thread; each call holds a lock for a moment.
 */
final class FairQueue {
    private final int maxBatches;
    private final long maxBytes;
    private final Map<Integer, Workspace> workspaces = new HashMap<>();
    private final Turns<Workspace> turns = new Turns<>();
    private int batches;
    private long bytes;

    /**
     * An empty queue.
     *
     * @param maxBatches how many may wait
     * @param maxBytes how long those may be together
     */
    FairQueue(int maxBatches, long maxBytes) {
        this.maxBatches = maxBatches;
        this.maxBytes = maxBytes;
    }

    private static final class Source extends Turns.Line {
        private final ArrayDeque<AppendRequest> waiting = new ArrayDeque<>();
        private final Object name;
        private long bytes;

        Source(Object name) {
            this.name = name;
        }

        @Override
        int nextBytes(int mostBytes) {
            return waiting.peekFirst().nextBytes(mostBytes);
        }
    }

    private static final class Workspace extends Turns.Line {
        private final Map<Object, Source> sources = new HashMap<>();
        private final Turns<Source> turns = new Turns<>();
        private int batches;
        private long bytes;

        @Override
        int nextBytes(int mostBytes) {
            return turns.next(mostBytes).nextBytes(mostBytes);
        }
    }

    /** Whether {@link #offer} would take so many bytes now. */
    synchronized boolean hasRoom(Object source, int workspaceId, int lengthBytes) {
        Workspace workspace = workspaces.get(workspaceId);
        return fits(workspace, workspace == null ? null : workspace.sources.get(source), lengthBytes);
    }

    /** Takes a batch of {@code source}, which may be null; false where there is no room for it. */
    synchronized boolean offer(Object source, AppendRequest request) {
        Workspace workspace = workspaces.get(request.workspaceId());
        Source line = workspace == null ? null : workspace.sources.get(source);
        if (!fits(workspace, line, request.lengthBytes())) {
            return false;
        }
        if (workspace == null) {
            workspace = new Workspace();
            workspaces.put(request.workspaceId(), workspace);
        }
        if (line == null) {
            line = new Source(source);
            workspace.sources.put(source, line);
        }
        boolean newWorkspace = workspace.batches == 0;
        boolean newLine = line.waiting.isEmpty();
        add(workspace, line, request);
        if (newLine) {
            workspace.turns.add(line);
        }
        if (newWorkspace) {
            turns.add(workspace);
        }
        return true;
    }

    /** The next piece of the batch whose turn it is, of about so many bytes; null where none waits. */
    synchronized Piece poll(int mostBytes) {
        Workspace workspace = turns.next(mostBytes);
        if (workspace == null) {
            return null;
        }
        Source line = workspace.turns.next(mostBytes);
        AppendRequest request = line.waiting.peekFirst();
        int length = request.nextBytes(mostBytes);
        Piece piece = request.take();
        if (request.isTaken()) {
            line.waiting.removeFirst();
            workspace.batches--;
            batches--;
        }
        line.bytes -= length;
        workspace.bytes -= length;
        bytes -= length;
        workspace.turns.taken(length, line.waiting.isEmpty());
        turns.taken(length, workspace.batches == 0);
        if (line.waiting.isEmpty()) {
            workspace.sources.remove(line.name);
        }
        if (workspace.batches == 0) {
            workspaces.remove(request.workspaceId());
        }
        return piece;
    }

    /** How many wait. */
    synchronized int batches() {
        return batches;
    }

    /** How long those are together, less the pieces that were taken of them. */
    synchronized long bytes() {
        return bytes;
    }

    private boolean fits(Workspace workspace, Source line, int length) {
        if (batches == 0) {
            return true;
        }
        int batchesLeft = maxBatches - batches - (workspace == null ? 0 : workspace.batches);
        long bytesLeft = maxBytes - bytes - (workspace == null ? 0 : workspace.bytes);
        return batchesLeft > (line == null ? 0 : line.waiting.size())
                && bytesLeft >= length + (line == null ? 0 : line.bytes);
    }

    private void add(Workspace workspace, Source line, AppendRequest request) {
        int length = request.lengthBytes();
        line.waiting.addLast(request);
        line.bytes += length;
        workspace.bytes += length;
        workspace.batches++;
        bytes += length;
        batches++;
    }
}
