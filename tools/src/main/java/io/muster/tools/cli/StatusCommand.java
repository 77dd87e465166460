package io.muster.tools.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.muster.protocol.client.MusterClient;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "status",
        description = {
            "Shows what the server holds and does: its state and why, time and lag, queues, rates, the journal, where"
                    + " its memory is, requests with their latencies since somebody last asked, and its workspaces."
        })
final class StatusCommand extends ServerCommand {
    private static final String CLEAR_SCREEN = "\u001b[H\u001b[2J";

    @Option(names = "--watch", description = "show it anew every second, until Ctrl-C")
    private boolean watch;

    @Override
    public Integer call() throws JsonProcessingException {
        try (MusterClient client = global.connect()) {
            boolean again;
            do {
                show(client.statusJson());
                again = watch && !terminal().out().checkError();
                if (again) {
                    LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
                }
            } while (again);
        }
        return ExitCodes.DONE;
    }

    private void show(String json) throws JsonProcessingException {
        if (global.json) {
            print(json);
        } else {
            if (watch && terminal().interactive()) {
                terminal().out().print(CLEAR_SCREEN);
            }
            JsonNode status = JSON.readTree(json);
            new StatusText(status).print(terminal().out());
        }
    }
}
