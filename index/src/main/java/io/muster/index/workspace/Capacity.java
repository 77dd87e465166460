package io.muster.index.workspace;

import io.muster.index.Outcome;
import io.muster.index.column.Dictionary;
import io.muster.index.field.Room;
import io.muster.index.id.IdTable;
import io.muster.index.record.CommandKind;
import io.muster.index.record.CommandReader;
import io.muster.index.record.Tag;

/**
 * How much one workspace can hold. A record that might not fit is refused before anything of it is applied, for half of
 * one could not be taken back. One thread.
 */
public final class Capacity {
    /** Customers that a workspace can have had: the ordinal of a deleted one is not used again. */
    public static final int MAX_CUSTOMERS = 2_000_000_000;

    /** Events, orders, checkouts and refunds of each kind that a workspace can have had. */
    public static final int MAX_ROWS = 2_000_000_000;

    /** Different texts that the orders and checkouts of a workspace can have: products, vendors, statuses and so on. */
    public static final int MAX_ORDER_TEXTS = 1_000_000_000;

    /** Different names of events and of their properties together. */
    public static final int MAX_EVENT_NAMES = 1_000_000;

    static final String FULL_FIELD = "found a field that has had as many different texts as it can, expected room";

    private final WorkspaceState state;
    private final int customers;
    private final int rows;
    private final int orderTexts;
    private final int eventNames;

    Capacity(WorkspaceState state) {
        this(state, MAX_CUSTOMERS, MAX_ROWS, MAX_ORDER_TEXTS, MAX_EVENT_NAMES);
    }

    Capacity(WorkspaceState state, int customers, int rows, int orderTexts, int eventNames) {
        this.state = state;
        this.customers = customers;
        this.rows = rows;
        this.orderTexts = orderTexts;
        this.eventNames = eventNames;
    }

    /** Whether there may be no room for the record; says in {@code outcome} for what. */
    boolean isRefused(CommandReader command, Outcome outcome) {
        int kind = command.kind();
        if (kind == CommandKind.CUSTOMER_DELETED) {
            return false;
        }
        boolean isFull = state.ids.ordinals() >= customers || Room.isFull(state.ids.takenBytes());
        if (isFull && isNew(command, Tag.CUSTOMER, state.ids)) {
            return refuse("customer", "customers", customers, outcome);
        }
        if (kind == CommandKind.CUSTOMER) {
            return false;
        }
        if (hasFullHistory()) {
            outcome.refuseField(
                    "type",
                    "found a workspace that has had " + rows
                            + " events, orders, checkouts or refunds, or 32 GiB of what is kept with them,"
                            + " expected fewer");
            return true;
        }
        if (kind != CommandKind.EVENT) {
            return (state.texts.size() >= orderTexts || Room.isFull(state.texts.takenBytes()))
                    && refuse("type", "different texts in orders", orderTexts, outcome);
        }
        return state.eventNames.size() >= eventNames
                && bringsNewName(command)
                && refuse("type", "different names of events and properties", eventNames, outcome);
    }

    private boolean hasFullHistory() {
        return state.events.rows() >= rows
                || state.orders.count() >= rows
                || state.checkouts.count() >= rows
                || state.orders.refunds().count() >= rows
                || Room.isFull(state.arena.taken());
    }

    private boolean bringsNewName(CommandReader command) {
        if (isNew(command, Tag.NAME, state.eventNames)) {
            return true;
        }
        command.rewind();
        while (command.next()) {
            if (command.tag() == Tag.PROPERTY
                    && state.eventNames.find(command.buffer(), command.nameOffset(), command.nameLength())
                            == Dictionary.ABSENT) {
                return true;
            }
        }
        return false;
    }

    private static boolean isNew(CommandReader command, int tag, Dictionary known) {
        return command.seek(tag)
                && known.find(command.buffer(), command.valueOffset(), command.valueLength()) == Dictionary.ABSENT;
    }

    private static boolean isNew(CommandReader command, int tag, IdTable known) {
        return command.seek(tag)
                && known.find(command.buffer(), command.valueOffset(), command.valueLength()) == IdTable.UNKNOWN;
    }

    private static boolean refuse(String field, String what, int most, Outcome outcome) {
        outcome.refuseField(
                field, "found a workspace that has had " + most + " " + what + " (or 32 GiB of them), expected fewer");
        return true;
    }
}
