package io.muster.tools.cli;

import io.muster.protocol.client.SegmentInfo;
import io.muster.protocol.client.WorkspaceClient;
import java.util.List;
import java.util.stream.Collectors;

/** Finds the segment that is meant. */
final class SegmentNames {
    private SegmentNames() {}

    /** By name, or by id where no segment is named so. Fails naming those there are. */
    static SegmentInfo find(WorkspaceClient workspace, String nameOrId) {
        List<SegmentInfo> segments = workspace.segments().segments();
        for (SegmentInfo segment : segments) {
            if (segment.name().equals(nameOrId)) {
                return segment;
            }
        }
        for (SegmentInfo segment : segments) {
            if (Integer.toString(segment.id()).equals(nameOrId)) {
                return segment;
            }
        }
        String there = segments.isEmpty()
                ? "there is none yet"
                : "there are: " + segments.stream().map(SegmentInfo::name).collect(Collectors.joining(", "));
        throw CommandFailure.refused(
                "no segment '" + nameOrId + "' in workspace " + workspace.info().name() + "; " + there);
    }
}
