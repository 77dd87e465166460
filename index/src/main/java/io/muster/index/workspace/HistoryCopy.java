package io.muster.index.workspace;

import io.muster.index.column.Dictionary;
import io.muster.index.function.HistoryWalk;
import io.muster.index.history.EventDetail;
import io.muster.index.history.EventProperties;
import io.muster.index.history.Events;
import io.muster.index.history.OrderDetail;
import io.muster.index.history.OrderLines;
import io.muster.index.history.Refunds;
import io.muster.index.memory.Handles;
import java.util.function.IntUnaryOperator;
import org.agrona.collections.Hashing;
import org.agrona.collections.Int2IntHashMap;
import org.agrona.collections.IntArrayList;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Copies histories to another workspace: rows with what orders, checkouts and refunds wait for, under the same ids.
 * Derived fields are left to the caller. One thread.
 */
final class HistoryCopy {
    /** A row with the id, key and lines of its order: some four microseconds. */
    private static final int COST = 8;

    private final WorkspaceState from;
    private final WorkspaceState to;
    private final OrderFields toFields;
    private final GoneHistories toGone;
    private final IntUnaryOperator texts;
    private final IntUnaryOperator names;
    private final OrderLines fromLines;
    private final EventProperties fromProperties;
    private final OrderDetail orderDetail;
    private final EventDetail eventDetail;
    private final Int2IntHashMap orders = new Int2IntHashMap(Events.NONE);
    private final Int2IntHashMap checkouts = new Int2IntHashMap(Events.NONE);
    private final UnsafeBuffer id = new UnsafeBuffer(0, 0);

    HistoryCopy(WorkspaceState from, WorkspaceState to, Records toRecords) {
        toFields = toRecords.orderFields;
        toGone = toRecords.gone;
        this.from = from;
        this.to = to;
        texts = numbers(from.texts, to.texts);
        names = numbers(from.eventNames, to.eventNames);
        fromLines = new OrderLines(from.arena);
        fromProperties = new EventProperties(from.arena);
        orderDetail = new OrderDetail(to.texts);
        eventDetail = new EventDetail(to.eventNames);
    }

    /** Copies the rows of a customer as a walk comes to them; what changes later is copied again. */
    HistoryWalk.Reader rows(int ordinal, int copied) {
        return new Rows(copied, from.events.chainLength(ordinal));
    }

    /** Copies what is known of an order but for its row, unless that has been done; returns its number there. */
    int order(int order) {
        int known = orders.get(order);
        if (known != Events.NONE) {
            return known;
        }
        wrapId(from.orders.id(order));
        int copy = to.orders.add(id, 0, id.capacity());
        if (from.orders.laterStatusMillis(order) != Long.MIN_VALUE) {
            to.orders.changeStatus(copy, text(from.orders.laterStatus(order)), from.orders.laterStatusMillis(order));
        }
        copyRefunds(order, copy);
        orders.put(order, copy);
        return copy;
    }

    /** The same for a checkout. */
    int checkout(int checkout) {
        int known = checkouts.get(checkout);
        if (known != Events.NONE) {
            return known;
        }
        wrapId(from.checkouts.id(checkout));
        int copy = to.checkouts.add(id, 0, id.capacity());
        if (from.checkouts.isCompleted(checkout)) {
            to.checkouts.complete(copy);
        }
        checkouts.put(checkout, copy);
        return copy;
    }

    private int copyRow(int row, int copied) {
        int reference = from.events.reference(row);
        return switch (from.events.kind(row)) {
            case Events.ORDER -> copyOrder(row, reference, copied);
            case Events.CHECKOUT -> copyCheckout(row, reference, copied);
            default -> copyEvent(row, reference, copied);
        };
    }

    private int copyOrder(int row, int order, int copied) {
        int copy = order(order);
        int copiedRow = to.events.add(copied, from.events.timeMillis(row), Events.ORDER, copy);
        if (from.orders.isPlaced(order)) {
            int status = text(from.orders.placedStatus(order));
            to.orders.place(copy, copiedRow, from.orders.total(order), status, detail(from.orders.detail(order)));
            toFields.copied(copied, copy);
        } else {
            to.orders.await(copy, copiedRow);
        }
        return copiedRow;
    }

    private int copyCheckout(int row, int checkout, int copied) {
        int copy = checkout(checkout);
        int copiedRow = to.events.add(copied, from.events.timeMillis(row), Events.CHECKOUT, copy);
        if (from.checkouts.isStarted(checkout)) {
            long detail = detail(from.checkouts.detail(checkout));
            to.checkouts.start(copy, copiedRow, from.checkouts.total(checkout), detail);
        } else {
            to.checkouts.await(copy, copiedRow);
        }
        return copiedRow;
    }

    private int copyEvent(int row, int reference, int copied) {
        int kind = Events.kindOf(names.applyAsInt(Events.nameOf(from.events.kind(row))));
        long time = from.events.timeMillis(row);
        if (reference == Events.NONE) {
            return to.events.add(copied, time, kind, Events.NONE);
        }
        int length = eventDetail.translate(fromProperties.wrap(Handles.toHandle(reference)), names);
        long handle = to.arena.append(eventDetail.buffer(), 0, length);
        int copiedRow = to.events.add(copied, time, kind, Handles.toReference(handle));
        to.eventKeys.add(copiedRow);
        return copiedRow;
    }

    private void copyRefunds(int order, int copy) {
        Refunds refunds = from.orders.refunds();
        IntArrayList chain = new IntArrayList();
        for (int refund = refunds.newest(order); refund != Events.NONE; refund = refunds.previous(refund)) {
            chain.addInt(refund);
        }
        for (int i = chain.size() - 1; i >= 0; i--) {
            int refund = chain.getInt(i);
            wrapId(refunds.id(refund));
            if (id.capacity() > 0 && refunds.find(id, 0, id.capacity()) != refund) {
                // Another has replaced it, perhaps of another order that is copied as well: the id leads to that one.
                id.wrap(0, 0);
            }
            to.orders.refunds().add(copy, refunds.amount(refund), id);
        }
    }

    private long detail(long handle) {
        int length = orderDetail.translate(fromLines.wrap(handle), texts);
        return to.arena.append(orderDetail.buffer(), 0, length);
    }

    private int text(int number) {
        return number == 0 ? 0 : texts.applyAsInt(number);
    }

    /** The id kept at that handle; empty for a refund that has none. */
    private void wrapId(long handle) {
        if (handle < 0) {
            id.wrap(0, 0);
        } else {
            id.wrap(from.arena.buffer(handle), from.arena.offset(handle), from.arena.length(handle));
        }
    }

    private static IntUnaryOperator numbers(Dictionary from, Dictionary to) {
        Int2IntHashMap known = new Int2IntHashMap(Dictionary.ABSENT);
        return number -> known.computeIfAbsent(number, unknown -> to.intern(from.text(unknown)));
    }

    /** The rows of one customer. What is copied again is another row and another order or checkout of the same id. */
    private final class Rows implements HistoryWalk.Reader {
        private final int copied;
        private final Int2IntHashMap copies;

        Rows(int copied, int rows) {
            this.copied = copied;
            copies = new Int2IntHashMap(2 * rows, Hashing.DEFAULT_LOAD_FACTOR, Events.NONE);
        }

        @Override
        public boolean wants(int kind) {
            return kind != Events.DEAD;
        }

        @Override
        public int cost() {
            return COST;
        }

        @Override
        public void read(int row) {
            copies.put(row, copyRow(row, copied));
        }

        @Override
        public void readAgain(int row, int kind) {
            int copy = copies.remove(row);
            if (copy != Events.NONE) {
                if (to.events.kind(copy) == Events.ORDER) {
                    toFields.uncopied(copied, to.events.reference(copy), to.events.timeMillis(copy));
                }
                // Its id too: whoever has it now may not be copied, and then nobody has it here.
                toGone.forget(copy);
            }
            if (kind == Events.ORDER) {
                orders.remove(from.events.reference(row));
            } else if (kind == Events.CHECKOUT) {
                checkouts.remove(from.events.reference(row));
            }
            if (wants(from.events.kind(row))) {
                read(row);
            }
        }
    }
}
