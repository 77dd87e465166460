package io.muster.server.api.data;

import io.muster.server.wire.backend.AppendOutcome;
import java.util.List;

/** Records on their way in, and where in the body they come from. Immutable; any thread. */
interface RecordBatch {
    /** A record that is not taken, as it is told. */
    record Refused(long line, int column, String field, String reason) {}

    /** JSON Lines; there may be none. */
    byte[] bytes();

    /** How many lines of the body come before it. */
    long linesBefore();

    /** How many lines of the body it is. */
    int lines();

    /** What was refused before it was JSON. */
    default List<Refused> refused() {
        return List.of();
    }

    /** What was refused of the JSON, as the caller wrote it. */
    default Refused refused(AppendOutcome.Refusal refusal) {
        return new Refused(linesBefore() + refusal.line() + 1, refusal.column(), refusal.field(), refusal.reason());
    }
}
