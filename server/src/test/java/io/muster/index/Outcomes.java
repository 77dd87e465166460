package io.muster.index;

/** Sets outcomes for engines that stand in for the real one. */
public final class Outcomes {
    private Outcomes() {}

    public static void accept(Outcome outcome, int id) {
        outcome.accept(id);
    }

    public static void refuseField(Outcome outcome, String field, String reason) {
        outcome.refuseField(field, reason);
    }
}
