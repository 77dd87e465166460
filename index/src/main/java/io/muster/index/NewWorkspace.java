package io.muster.index;

import io.muster.index.record.CommandReader;
import io.muster.index.record.Tag;
import io.muster.index.workspace.AbandonmentDelay;
import java.time.DateTimeException;
import java.time.ZoneId;

/**
 * A workspace that a command asks for.
 *
 * @param name free
 * @param zone of its days
 * @param currency ISO 4217, or empty while it is not known
 * @param abandonedAfterMillis after which an open checkout is abandoned
 */
record NewWorkspace(String name, ZoneId zone, String currency, long abandonedAfterMillis) {
    /** Null where it is refused, and then {@code outcome} says why. */
    static NewWorkspace read(CommandReader command, Workspaces workspaces, Outcome outcome) {
        String name = null;
        String zone = null;
        String currency = "";
        long abandonedAfterMillis = AbandonmentDelay.DEFAULT_MILLIS;
        while (command.next()) {
            switch (command.tag()) {
                case Tag.NAME -> name = command.text();
                case Tag.ZONE -> zone = command.text();
                case Tag.CURRENCY -> currency = command.text();
                case Tag.ABANDONED_AFTER -> abandonedAfterMillis = AbandonmentDelay.of(command.number());
                default ->
                    throw new IllegalArgumentException(
                            "create workspace: found tag " + command.tag() + ", expected one of a workspace");
            }
        }
        if (isRefused(name, currency, workspaces, outcome)
                || AbandonmentDelay.isRefused(abandonedAfterMillis, outcome)) {
            return null;
        }
        try {
            return new NewWorkspace(name, ZoneId.of(zone), currency, abandonedAfterMillis);
        } catch (DateTimeException unknownZone) {
            outcome.refuseField("time_zone", "found '" + zone + "', expected one such as Europe/Skopje");
            return null;
        }
    }

    private static boolean isRefused(String name, String currency, Workspaces workspaces, Outcome outcome) {
        String reason = Names.refuseWorkspace(name);
        if (reason != null) {
            outcome.refuseField("name", reason);
        } else if (workspaces.get(name) != null) {
            outcome.refuse(
                    Outcome.Kind.NAME_TAKEN, "name: found '" + name + "', expected a name that no workspace has");
        } else if (!currency.isEmpty() && !currency.matches("[A-Z]{3}")) {
            outcome.refuseField("currency", "found '" + currency + "', expected three capital letters such as EUR");
        } else if (workspaces.isFull()) {
            outcome.refuse(Outcome.Kind.LIMIT, workspaces.fullness());
        } else {
            return false;
        }
        return true;
    }
}
