package io.muster.index.workspace;

import io.muster.index.Outcome;
import org.agrona.DirectBuffer;

/** One currency per workspace: sums of several would mean nothing. One thread. */
final class Currencies {
    private final WorkspaceState state;

    Currencies(WorkspaceState state) {
        this.state = state;
    }

    /** Whether the record's currency, if it has one, is the workspace's; says in {@code outcome} if not. */
    boolean check(DirectBuffer currency, Outcome outcome) {
        if (currency.capacity() == 0 || state.currency().isEmpty() || isOurs(currency)) {
            return true;
        }
        outcome.refuseField(
                "currency",
                "found " + RecordHead.text(currency) + ", expected " + state.currency()
                        + " (the workspace's currency)");
        return false;
    }

    /** Takes the record's currency as the workspace's while that is open. */
    void take(DirectBuffer currency) {
        if (state.currency().isEmpty() && currency.capacity() > 0) {
            state.setCurrency(RecordHead.text(currency));
        }
    }

    private boolean isOurs(DirectBuffer currency) {
        String ours = state.currency();
        if (ours.length() != currency.capacity()) {
            return false;
        }
        for (int i = 0; i < ours.length(); i++) {
            if (ours.charAt(i) != currency.getByte(i)) {
                return false;
            }
        }
        return true;
    }
}
