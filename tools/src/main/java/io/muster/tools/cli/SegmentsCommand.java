package io.muster.tools.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.muster.protocol.client.SegmentInfo;
import io.muster.protocol.client.WorkspaceClient;
import java.util.List;
import picocli.CommandLine.Command;

@Command(name = "segments", description = "Lists the segments of a workspace with their sizes.")
final class SegmentsCommand extends WorkspaceBoundCommand {
    @Override
    int run(WorkspaceClient workspace) {
        List<SegmentInfo> segments = workspace.segments().segments();
        if (global.json) {
            ArrayNode array = JSON.createArrayNode();
            segments.forEach(segment -> array.add(SegmentText.json(segment)));
            printJson(array);
        } else {
            SegmentText.table(segments, workspace.info().zone())
                    .print(terminal().out());
        }
        return ExitCodes.DONE;
    }
}
