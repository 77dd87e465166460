package io.muster.tools.cli;

import io.muster.server.disk.FileChannelDisk;
import io.muster.server.snapshot.Restoration;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "restore",
        description = "Makes a data directory of a backup, which is verified first. No server is asked.")
final class RestoreCommand extends ServerCommand {
    @Parameters(index = "0", paramLabel = "BACKUP", description = "what muster backup made")
    private Path backup;

    @Parameters(index = "1", paramLabel = "DIR", description = "the data directory to make, empty or missing")
    private Path directory;

    @Override
    public Integer call() throws IOException {
        long sequence = Restoration.restore(new FileChannelDisk(), backup, directory);
        if (global.json) {
            printJson(JSON.createObjectNode()
                    .put("directory", directory.toString())
                    .put("sequence", sequence));
        } else {
            print("restored " + directory + " up to sequence " + Texts.number(sequence)
                    + "; start it with: muster serve --data " + directory);
            print("it has no tokens and no secret addresses: make them with muster token create --data " + directory
                    + " and muster segment link");
        }
        return ExitCodes.DONE;
    }
}
