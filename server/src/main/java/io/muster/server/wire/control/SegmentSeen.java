package io.muster.server.wire.control;

import io.muster.index.SegmentCatalog;
import io.muster.index.SegmentEntry;
import io.muster.index.WorkspaceView;
import io.muster.server.wire.backend.Backend;
import io.muster.server.wire.backend.BackendException;
import io.muster.server.wire.backend.CommandOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A segment with its size.
 *
 * @param entry as it is defined
 * @param cardinality how many customers are in it
 * @param lastChangeMillis when one last entered or left; {@link Long#MIN_VALUE} for never
 */
public record SegmentSeen(SegmentEntry entry, long cardinality, long lastChangeMillis) {
    /** As it is after the command that made or changed it; throws where another has deleted it since. */
    public static SegmentSeen after(Backend backend, int workspaceId, CommandOutcome done) {
        WorkspaceView workspace = backend.workspace(workspaceId);
        List<SegmentSeen> seen = workspace == null ? List.of() : of(workspace, catalog -> one(catalog, done.id()));
        if (seen.isEmpty()) {
            throw new BackendException(
                    BackendException.Kind.BUSY,
                    "segment " + done.id() + ": done at sequence " + done.sequence()
                            + ", but deleted by another since");
        }
        return seen.getFirst();
    }

    /** Those that {@code chosen} picks, all of one catalogue. */
    public static List<SegmentSeen> of(WorkspaceView workspace, Function<SegmentCatalog, List<SegmentEntry>> chosen) {
        SegmentCatalog catalog;
        List<SegmentSeen> seen;
        do {
            catalog = workspace.segments();
            seen = new ArrayList<>();
            for (SegmentEntry entry : chosen.apply(catalog)) {
                seen.add(new SegmentSeen(entry, workspace.cardinality(entry), workspace.lastChange(entry)));
            }
            // Sizes are read by slot, which is another segment's after a deletion.
        } while (workspace.segments() != catalog);
        return seen;
    }

    private static List<SegmentEntry> one(SegmentCatalog catalog, int id) {
        SegmentEntry entry = catalog.byId(id);
        return entry == null ? List.of() : List.of(entry);
    }
}
