package io.muster.tools.cli;

import io.muster.protocol.client.MusterClient;
import io.muster.protocol.client.SnapshotInfo;
import picocli.CommandLine.Command;

@Command(
        name = "snapshot",
        description = "Has the server save all it holds, so that a start reads that and not the whole journal.")
final class SnapshotCommand extends ServerCommand {
    @Override
    public Integer call() {
        try (MusterClient client = global.connect()) {
            SnapshotInfo taken = client.snapshot();
            if (global.json) {
                printJson(json(taken));
            } else {
                print(text(taken));
            }
        }
        return ExitCodes.DONE;
    }

    static com.fasterxml.jackson.databind.node.ObjectNode json(SnapshotInfo taken) {
        return JSON.createObjectNode()
                .put("sequence", taken.sequence())
                .put("bytes", taken.lengthBytes())
                .put("duration_ms", taken.durationMillis());
    }

    static String text(SnapshotInfo taken) {
        String how = taken.durationMillis() == 0
                ? "there already, nothing has changed since"
                : "in " + Texts.number(taken.durationMillis()) + " ms";
        return "snapshot of sequence " + Texts.number(taken.sequence()) + ", " + Texts.number(taken.lengthBytes())
                + " bytes, " + how;
    }
}
