package io.muster.server.records;

/** Says of each well-formed record whether it may come in. Called on the parser's thread. */
@FunctionalInterface
public interface RecordGate {
    /** All come in. */
    RecordGate OPEN = commandKind -> null;

    /** Why a record that became a command of this kind may not; null if it may. */
    String refuse(int commandKind);
}
