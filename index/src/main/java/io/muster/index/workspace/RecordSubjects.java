package io.muster.index.workspace;

import io.muster.index.history.Events;
import io.muster.index.id.IdTable;
import io.muster.index.record.CommandKind;
import io.muster.index.record.CommandReader;
import java.util.LinkedHashSet;
import java.util.Set;
import org.agrona.DirectBuffer;

/**
 * Whom and what a record is about, as it is known before the record is applied: the customer it names, and whoever has
 * the order, refund, checkout or event it names. One thread.
 */
final class RecordSubjects {
    private final WorkspaceState state;
    private final String named;
    private final Set<Integer> customers = new LinkedHashSet<>();
    private final Set<Integer> orders = new LinkedHashSet<>();
    private final Set<Integer> checkouts = new LinkedHashSet<>();

    RecordSubjects(WorkspaceState state, CommandReader command) {
        this.state = state;
        RecordHead head = new RecordHead();
        head.read(command);
        named = RecordHead.text(head.customer);
        int own = state.ids.find(head.customer, 0, head.customer.capacity());
        if (own != IdTable.UNKNOWN) {
            customers.add(own);
        }
        switch (command.kind()) {
            case CommandKind.ORDER_PLACED -> {
                addOrder(find(state.orders::find, head.id));
                addCheckout(find(state.checkouts::find, head.checkout));
            }
            case CommandKind.ORDER_STATUS -> addOrder(find(state.orders::find, head.order));
            case CommandKind.ORDER_REFUNDED -> {
                addOrder(find(state.orders::find, head.order));
                addRefund(find(state.orders.refunds()::find, head.id));
            }
            case CommandKind.CHECKOUT_STARTED, CommandKind.CHECKOUT_COMPLETED ->
                addCheckout(find(state.checkouts::find, head.id));
            case CommandKind.EVENT -> addEvent(head);
            default -> {
                // It is about its customer alone.
            }
        }
    }

    /** The external id that the record gives, of a customer there may not be yet; empty if it gives none. */
    String named() {
        return named;
    }

    /** Ordinals, the record's own customer first. */
    Set<Integer> customers() {
        return customers;
    }

    /** Numbers of the orders that it names, with or without an owner. */
    Set<Integer> orders() {
        return orders;
    }

    /** Numbers of the checkouts that it names, with or without an owner. */
    Set<Integer> checkouts() {
        return checkouts;
    }

    private void addOrder(int order) {
        if (order != Events.NONE && !isGone(state.orders.row(order))) {
            orders.add(order);
            addOwner(state.orders.row(order));
        }
    }

    private void addRefund(int refund) {
        if (refund != Events.NONE) {
            addOrder(state.orders.refunds().order(refund));
        }
    }

    private void addCheckout(int checkout) {
        if (checkout != Events.NONE && !isGone(state.checkouts.row(checkout))) {
            checkouts.add(checkout);
            addOwner(state.checkouts.row(checkout));
        }
    }

    private void addEvent(RecordHead head) {
        int name = state.eventNames.find(head.name, 0, head.name.capacity());
        int kind = Events.kindOf(name);
        addOwner(find((id, offset, length) -> state.eventKeys.find(kind, id, offset, length), head.id));
    }

    private void addOwner(int row) {
        if (row != Events.NONE && state.living.contains(state.events.customer(row))) {
            customers.add(state.events.customer(row));
        }
    }

    /** Of a customer who is gone nothing is named any more. */
    private boolean isGone(int row) {
        return row != Events.NONE && !state.living.contains(state.events.customer(row));
    }

    private static int find(Finder finder, DirectBuffer id) {
        return id.capacity() == 0 ? Events.NONE : finder.find(id, 0, id.capacity());
    }

    /** Finds what an id names. */
    @FunctionalInterface
    private interface Finder {
        int find(DirectBuffer id, int offset, int length);
    }
}
