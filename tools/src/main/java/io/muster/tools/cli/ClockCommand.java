package io.muster.tools.cli;

import io.muster.protocol.client.ClockInfo;
import io.muster.protocol.client.MusterClient;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "clock", description = "Shows the server's clock; moves it where it is a manual one.")
final class ClockCommand extends ServerCommand {
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "OPERATION",
            defaultValue = "now",
            description = "now, advance or set (default: ${DEFAULT-VALUE})")
    private String operation;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "TO",
            description = "for advance a duration like 12h, for set an instant like 2026-01-31T10:00:00Z")
    private String to;

    @Override
    public Integer call() {
        check();
        try (MusterClient client = global.connect()) {
            ClockInfo clock = switch (operation) {
                case "advance" -> client.advanceClock(DurationText.millis(to));
                case "set" -> client.setClock(instant("clock set", to).toEpochMilli());
                default -> client.clock();
            };
            Instant now = Instant.ofEpochMilli(clock.nowMillis());
            if (global.json) {
                printJson(JSON.createObjectNode().put("now", now.toString()).put("manual", clock.manual()));
            } else {
                print(now + (clock.manual() ? "  (manual)" : "  (system)"));
            }
        }
        return ExitCodes.DONE;
    }

    /** Reads an instant with an offset or {@code Z}. */
    static Instant instant(String where, String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException wrong) {
            throw CommandFailure.usage(where + ": found '" + text + "', expected an instant like 2026-01-31T10:00:00Z");
        }
    }

    private void check() {
        switch (operation) {
            case "now" -> {
                if (to != null) {
                    throw CommandFailure.usage("clock now: found '" + to + "', expected nothing more");
                }
            }
            case "advance" -> DurationText.millis(required("a duration like 12h"));
            case "set" -> instant("clock set", required("an instant like 2026-01-31T10:00:00Z"));
            default ->
                throw CommandFailure.usage(
                        "clock: found '" + operation + "', expected now, advance DURATION or set INSTANT");
        }
    }

    private String required(String expected) {
        if (to == null) {
            throw CommandFailure.usage("clock " + operation + ": expected " + expected);
        }
        return to;
    }
}
