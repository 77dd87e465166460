package io.muster.tools.cli;

import io.muster.protocol.client.WorkspaceClient;
import io.muster.tools.load.RecordFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "what-if",
        description =
                "Tells of each record of a file by itself which segments would be entered and left if it came now;"
                        + " nothing is written.")
final class WhatIfCommand extends WorkspaceBoundCommand {
    @Parameters(index = "0", paramLabel = "FILE", description = "JSON Lines; - is standard input")
    private String file;

    @Override
    int run(WorkspaceClient workspace) throws IOException {
        RecordTrial trial = new RecordTrial(workspace);
        int exitCode = ExitCodes.DONE;
        try (RecordFile source = RecordFile.open(file, terminal().in());
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(source.stream(), StandardCharsets.UTF_8))) {
            int number = 1;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank() && !isTried(trial, line, number)) {
                    exitCode = ExitCodes.REFUSED;
                }
                number++;
            }
        }
        return exitCode;
    }

    private boolean isTried(RecordTrial trial, String line, int number) {
        try {
            if (global.json) {
                printJson(trial.json(line).put("line", number));
            } else {
                trial.lines(line).forEach(each -> print(file + ":" + number + ": " + each));
            }
            return true;
        } catch (CommandFailure refused) {
            if (global.json) {
                tell(Failures.json(refused).put("line", number).toString());
            } else {
                tell(file + ":" + number + ": " + refused.getMessage());
            }
            return false;
        }
    }
}
