package io.muster.index.workspace;

import io.muster.index.Outcome;
import io.muster.index.record.CommandReader;
import io.muster.index.record.Tag;
import io.muster.index.time.EngineTime;
import java.time.Instant;

/** Refuses records dated too far ahead: a clock that runs fast is forgiven, a wrong date is not. One thread. */
final class RecordTimes {
    /** How far ahead of now a record may be dated. */
    static final long MAX_AHEAD_MILLIS = 5 * 60 * 1_000L;

    private final EngineTime time;

    RecordTimes(EngineTime time) {
        this.time = time;
    }

    /** Whether the record's time can be taken; says in {@code outcome} why not. */
    boolean check(CommandReader command, Outcome outcome) {
        command.rewind();
        while (command.next()) {
            if (command.tag() == Tag.TIME && command.number() > time.toldMillis() + MAX_AHEAD_MILLIS) {
                outcome.refuseField(
                        "time",
                        "found " + Instant.ofEpochMilli(command.number())
                                + ", expected at most five minutes after now ("
                                + Instant.ofEpochMilli(time.toldMillis())
                                + ")");
                return false;
            }
        }
        return true;
    }
}
