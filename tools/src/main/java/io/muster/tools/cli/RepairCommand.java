package io.muster.tools.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.server.disk.FileChannelDisk;
import io.muster.server.journal.JournalRepair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "repair",
        description = {
            "Cuts the journal of a stopped server where it is damaged, or where its last batch was cut.",
            "Says what would be dropped; does it with --yes only. What it removes is kept in files *.damaged."
        })
final class RepairCommand extends ServerCommand {
    @Parameters(paramLabel = "DIR", description = "the server's data directory")
    private Path directory;

    @Option(names = "--yes", description = "does it")
    private boolean yes;

    @Override
    public Integer call() throws IOException {
        if (!Files.isDirectory(directory)) {
            throw CommandFailure.usage("repair: found no directory " + directory + ", expected a data directory");
        }
        try (JournalRepair repair = JournalRepair.of(new FileChannelDisk(), directory)) {
            if (!repair.isNeeded()) {
                tell(false, false, "the journal is whole", List.of(), List.of());
                return ExitCodes.DONE;
            }
            List<Path> kept = yes ? repair.carryOut() : List.of();
            tell(true, yes, repair.reason(), repair.plan(), kept);
            return yes ? ExitCodes.DONE : ExitCodes.REFUSED;
        }
    }

    private void tell(boolean needed, boolean done, String reason, List<String> plan, List<Path> kept) {
        if (global.json) {
            ObjectNode node = JSON.createObjectNode()
                    .put("needed", needed)
                    .put("done", done)
                    .put("found", reason);
            plan.forEach(node.withArray("plan")::add);
            kept.forEach(file -> node.withArray("kept").add(file.toString()));
            printJson(node);
            return;
        }
        print(reason);
        plan.forEach(this::print);
        kept.forEach(file -> print("kept in " + file));
        if (needed && !done) {
            tell("nothing is changed yet; to do it: muster repair " + directory + " --yes");
        }
    }
}
