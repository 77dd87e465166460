package io.muster.tools.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.protocol.client.SegmentInfo;
import io.muster.protocol.client.WorkspaceClient;
import io.muster.protocol.client.answer.Overlap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "overlap", description = "Shows how segments overlap: the sizes of all their intersections.")
final class OverlapCommand extends WorkspaceBoundCommand {
    @Parameters(arity = "2..*", paramLabel = "SEGMENT", description = "names or ids, two or more")
    private List<String> segments;

    @Override
    int run(WorkspaceClient workspace) {
        Map<Integer, String> names = new LinkedHashMap<>();
        for (String each : segments) {
            SegmentInfo segment = SegmentNames.find(workspace, each);
            if (names.put(segment.id(), segment.name()) != null) {
                throw CommandFailure.usage("overlap: found segment '" + segment.name() + "' twice, expected it once");
            }
        }
        Overlap overlap = workspace.overlap(List.copyOf(names.keySet()));
        if (global.json) {
            printJson(json(overlap, names));
            return ExitCodes.DONE;
        }
        TextTable table = new TextTable(">in all of these", ">only in these", ">Jaccard", ">lift", "segments");
        for (Overlap.Intersection each : overlap.intersections()) {
            table.row(
                    Texts.number(each.size()),
                    Texts.number(each.onlyThese()),
                    text(each.jaccard()),
                    text(each.lift()),
                    each.segmentIds().stream().map(names::get).collect(Collectors.joining(" + ")));
        }
        table.print(terminal().out());
        return ExitCodes.DONE;
    }

    private static String text(double ratio) {
        return Double.isNaN(ratio) ? "-" : String.format(Locale.ROOT, "%.3f", ratio);
    }

    private static ObjectNode json(Overlap overlap, Map<Integer, String> names) {
        ObjectNode node = JSON.createObjectNode().put("customers", overlap.customers());
        ArrayNode intersections = node.putArray("intersections");
        for (Overlap.Intersection each : overlap.intersections()) {
            ObjectNode one = intersections.addObject();
            ArrayNode in = one.putArray("segments");
            each.segmentIds().forEach(id -> in.add(names.get(id)));
            one.put("size", each.size()).put("only_these", each.onlyThese());
            one.put("jaccard", orNull(each.jaccard())).put("lift", orNull(each.lift()));
        }
        return node;
    }

    private static Double orNull(double ratio) {
        return Double.isNaN(ratio) ? null : ratio;
    }
}
