package io.muster.server.wire.control;

import io.muster.index.record.Commands;
import io.muster.index.workspace.AbandonmentDelay;
import io.muster.server.security.Grants;
import io.muster.server.wire.backend.BackendException;
import java.time.DateTimeException;
import java.time.ZoneId;

/**
 * What a new workspace is to be. Throws {@link BackendException} where that makes no sense.
 *
 * @param name not blank, and not that of all workspaces
 * @param zone an IANA time zone
 * @param currency ISO 4217; empty for that of the first order
 * @param abandonedAfterMillis after which an open checkout is abandoned; 0 for the default
 */
public record WorkspaceTerms(String name, String zone, String currency, long abandonedAfterMillis) {
    /** Checks each. */
    public WorkspaceTerms {
        requireName(name);
        requireZone(zone);
        requireCurrency(currency);
        requireDelay(abandonedAfterMillis);
    }

    /** The command that makes it. */
    public byte[] command() {
        return Commands.createWorkspace(name, zone, currency.isEmpty() ? null : currency, abandonedAfterMillis);
    }

    private static void requireName(String name) {
        if (name.isBlank() || name.equals(Grants.EVERYWHERE)) {
            throw new BackendException(
                    BackendException.Kind.BAD_REQUEST, "name: found '" + name + "', expected a name");
        }
    }

    private static void requireZone(String zone) {
        try {
            ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw new BackendException(
                    BackendException.Kind.BAD_REQUEST,
                    "zone: found '" + zone + "', expected an IANA time zone such as Europe/Skopje");
        }
    }

    private static void requireDelay(long abandonedAfterMillis) {
        if (abandonedAfterMillis < 0 || abandonedAfterMillis > AbandonmentDelay.MOST_MILLIS) {
            throw new BackendException(
                    BackendException.Kind.BAD_REQUEST,
                    "abandonedAfterMillis: found " + abandonedAfterMillis + ", expected "
                            + AbandonmentDelay.LEAST_MILLIS + " to " + AbandonmentDelay.MOST_MILLIS
                            + " (30 days), or 0 for the default");
        }
    }

    private static void requireCurrency(String currency) {
        if (!currency.isEmpty() && !currency.matches("[A-Z]{3}")) {
            throw new BackendException(
                    BackendException.Kind.BAD_REQUEST,
                    "currency: found '" + currency + "', expected three capital letters (ISO 4217) or nothing");
        }
    }
}
