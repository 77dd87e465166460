package io.muster.index.workspace;

import io.muster.index.Outcome;
import io.muster.index.record.CommandReader;

/** Applies one kind of record. A refused record changes nothing. */
@FunctionalInterface
public interface RecordHandler {
    void apply(CommandReader command, Outcome outcome);
}
