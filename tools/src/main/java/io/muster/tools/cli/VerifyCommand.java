package io.muster.tools.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.server.disk.FileChannelDisk;
import io.muster.server.snapshot.DirectoryVerification;
import io.muster.server.snapshot.DirectoryVerification.Verified;
import io.muster.server.snapshot.Finding;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "verify",
        description = {
            "Reads everything in a data directory or a backup, and changes nothing; no server may run on it.",
            "Exit code 1 where there is damage."
        })
final class VerifyCommand extends ServerCommand {
    @Parameters(index = "0", paramLabel = "DIR", description = "a data directory or a backup")
    private Path directory;

    @Override
    public Integer call() throws IOException {
        Verified verified = DirectoryVerification.verify(new FileChannelDisk(), directory);
        if (global.json) {
            printJson(json(verified));
        } else {
            show(verified);
        }
        return verified.isWhole() ? ExitCodes.DONE : ExitCodes.REFUSED;
    }

    private void show(Verified verified) {
        TextTable table = new TextTable("file", "holds", "state");
        for (Finding finding : verified.findings()) {
            table.row(finding.file().getFileName(), finding.what(), finding.isWhole() ? "whole" : "DAMAGED");
        }
        table.print(terminal().out());
        print("");
        for (Finding finding : verified.findings()) {
            if (!finding.isWhole()) {
                print(finding.damage());
            }
        }
        print(
                verified.isWhole()
                        ? "nothing is damaged; a server comes back at sequence " + Texts.number(verified.sequence())
                        : "a server would not start on " + directory);
    }

    private static ObjectNode json(Verified verified) {
        ObjectNode node = JSON.createObjectNode();
        node.put("whole", verified.isWhole()).put("sequence", verified.sequence());
        ArrayNode files = node.putArray("files");
        for (Finding finding : verified.findings()) {
            ObjectNode file = files.addObject();
            file.put("file", finding.file().toString()).put("holds", finding.what());
            file.put("whole", finding.isWhole());
            if (!finding.isWhole()) {
                file.put("damage", finding.damage());
            }
        }
        return node;
    }
}
