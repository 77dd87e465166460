package io.muster.index;

import io.muster.index.change.Cause;
import io.muster.index.record.CommandKind;
import io.muster.index.record.CommandReader;

/** Why commands change memberships. */
final class Causes {
    private Causes() {}

    /** Why this one does. */
    static Cause of(CommandReader command) {
        return switch (command.kind()) {
            case CommandKind.ADVANCE, CommandKind.STEP -> Cause.TIME;
            case CommandKind.CUSTOMER_DELETED -> Cause.DELETION;
            case CommandKind.CREATE_SEGMENT,
                    CommandKind.UPDATE_SEGMENT,
                    CommandKind.DELETE_SEGMENT,
                    CommandKind.ROLLBACK_SEGMENT,
                    CommandKind.CREATE_WORKSPACE,
                    CommandKind.DELETE_WORKSPACE -> Cause.DEFINITION;
            default -> command.imported() ? Cause.IMPORT : Cause.RECORD;
        };
    }
}
