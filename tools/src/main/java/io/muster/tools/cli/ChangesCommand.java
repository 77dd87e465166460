package io.muster.tools.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.protocol.client.ChangeStream;
import io.muster.protocol.client.MusterUnreachableException;
import io.muster.protocol.client.SegmentInfo;
import io.muster.protocol.client.WorkspaceClient;
import io.muster.protocol.client.change.ChangePosition;
import io.muster.protocol.client.change.MemberChange;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "changes", description = "Tells who enters and leaves segments, as it happens.")
final class ChangesCommand extends WorkspaceBoundCommand {
    @Parameters(index = "0", arity = "0..1", paramLabel = "SEGMENT", description = "name or id (default: all)")
    private String segment;

    @Option(
            names = "--from",
            paramLabel = "SEQ",
            description = "begin with this sequence, or SEQ:INDEX as a run before has said (default: now)")
    private String from;

    @Option(
            names = "--follow",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "wait for what is to come; --no-follow ends with what has happened (default: --follow)")
    private boolean follow;

    private ChangePosition position = ChangePosition.NOW;

    @Override
    void check() {
        if (from != null) {
            try {
                position = ChangePosition.parse(from);
            } catch (IllegalArgumentException e) {
                throw CommandFailure.usage("--from: " + e.getMessage());
            }
        }
    }

    @Override
    int run(WorkspaceClient workspace) {
        int segmentId =
                segment == null ? 0 : SegmentNames.find(workspace, segment).id();
        try (ChangeStream stream = workspace.changes(segmentId, position);
                StreamInterruption interruption = new StreamInterruption(stream)) {
            try {
                tellAll(workspace, stream);
            } catch (MusterUnreachableException closed) {
                if (!interruption.isAsked()) {
                    throw closed;
                }
            } finally {
                terminal().out().flush();
                tell("go on with: --from " + stream.position());
            }
        }
        return ExitCodes.DONE;
    }

    private void tellAll(WorkspaceClient workspace, ChangeStream stream) {
        Map<Integer, String> names = new HashMap<>();
        long latest = stream.latestSequence();
        while (follow || stream.position().sequence() <= latest) {
            MemberChange change = stream.poll();
            if (change != null && (follow || change.position().sequence() <= latest)) {
                tell(change, names.computeIfAbsent(change.segmentId(), id -> name(workspace, id)));
            }
            if (stream.isDrained() && terminal().out().checkError()) {
                return;
            }
        }
    }

    private void tell(MemberChange change, String segmentName) {
        String cause = change.cause().name().toLowerCase(Locale.ROOT);
        String at = Instant.ofEpochMilli(change.atMillis()).toString();
        if (global.json) {
            ObjectNode json = JSON.createObjectNode();
            json.put("time", at)
                    .put("sequence", change.position().sequence())
                    .put("index", change.position().index())
                    .put("change", change.entered() ? "entered" : "left")
                    .put("segment", segmentName)
                    .put("segment_id", change.segmentId())
                    .put("version", change.segmentVersion())
                    .put("ordinal", change.ordinal())
                    .put("cause", cause);
            putIfKnown(json, "customer", change.customer());
            putIfKnown(json, "record", change.recordId());
            printJson(json);
        } else {
            print(at + "  " + change.position().sequence() + "  " + (change.entered() ? "entered" : "left   ") + "  "
                    + segmentName + "  " + (change.customer().isEmpty() ? "(deleted)" : change.customer()) + "  "
                    + cause
                    + (change.recordId().isEmpty() ? "" : "  " + change.recordId()));
        }
    }

    private static void putIfKnown(ObjectNode json, String field, String text) {
        if (!text.isEmpty()) {
            json.put(field, text);
        }
    }

    /** As it is called now; by its id where it is gone. */
    private static String name(WorkspaceClient workspace, int id) {
        return workspace.segments().segments().stream()
                .filter(each -> each.id() == id)
                .map(SegmentInfo::name)
                .findFirst()
                .orElse("#" + id);
    }
}
