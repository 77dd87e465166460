package io.muster.server.redis.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.muster.index.SegmentCatalog;
import io.muster.index.SegmentEntry;
import io.muster.index.WorkspaceView;

/**
 * What a key leads to, as long as the definitions of its workspace stand. Immutable.
 *
 * @param name {@code workspace:segment}, UTF-8
 * @param workspace that it names
 * @param catalog in which it was found: an answer counts only if that still stands behind it
 * @param segment null where there is none of that name
 */
public record SegmentKey(byte[] name, WorkspaceView workspace, SegmentCatalog catalog, SegmentEntry segment) {
    /** Between the names of workspace and segment. */
    static final char SEPARATOR = ':';

    /** The segment that the key names in a newer catalogue of the workspace; null where there is none. */
    SegmentEntry segmentIn(SegmentCatalog newer) {
        String text = new String(name, UTF_8);
        return newer.byName(text.substring(text.indexOf(SEPARATOR) + 1));
    }

    /** Whether the definitions have not changed since. */
    public boolean stands() {
        return workspace.segments() == catalog;
    }
}
