package io.muster.tools.cli;

import io.muster.protocol.client.MusterClient;
import io.muster.protocol.client.SnapshotInfo;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "backup",
        description = {
            "Has the running server take a snapshot and copy it. What was acknowledged before is in it.",
            "The directory is one of the server's machine, made if missing; it must be empty.",
            "Tokens and secret addresses of segments are not in it: who gets hold of a copy has no key to anything."
        })
final class BackupCommand extends ServerCommand {
    @Parameters(index = "0", paramLabel = "DIR", description = "where the copy goes")
    private Path directory;

    @Override
    public Integer call() {
        Path target = directory.toAbsolutePath().normalize();
        try (MusterClient client = global.connect()) {
            SnapshotInfo taken = client.backup(target.toString());
            if (global.json) {
                printJson(SnapshotCommand.json(taken).put("directory", target.toString()));
            } else {
                print(SnapshotCommand.text(taken));
                print("copied to " + target + "; muster verify reads it, muster restore makes a data directory of it");
                print("not in it: tokens and the secret addresses of segments; make new ones after a restore");
            }
        }
        return ExitCodes.DONE;
    }
}
