package io.muster.index.workspace;

import io.muster.index.id.IdBatch;
import io.muster.index.record.CommandKind;
import io.muster.index.record.Tag;
import org.agrona.DirectBuffer;

/**
 * Loads what records that come soon will look at, many at a time, so that it is near by then: who they are about with
 * what these have in columns and history, and the places of their ids. One thread.
 */
public final class NextRecords {
    private final WorkspaceState state;

    /** Whatever was loaded; kept so that the loads are made. */
    private long loaded;

    public NextRecords(WorkspaceState state) {
        this.state = state;
    }

    /** An id that a record of that kind has in that field. */
    public void load(int kind, int tag, DirectBuffer id, int offset, int length) {
        boolean ofOrder = kind == CommandKind.ORDER_PLACED ? tag == Tag.ID : tag == Tag.ORDER;
        boolean ofCheckout = kind == CommandKind.ORDER_PLACED
                ? tag == Tag.CHECKOUT
                : tag == Tag.ID && (kind == CommandKind.CHECKOUT_STARTED || kind == CommandKind.CHECKOUT_COMPLETED);
        if (ofOrder) {
            loaded += state.orders.touch(id, offset, length);
        } else if (ofCheckout) {
            loaded += state.checkouts.touch(id, offset, length);
        }
    }

    /** The customers of these ids; they are found. */
    public void load(IdBatch customers) {
        state.ids.find(customers);
        for (int i = 0; i < customers.count(); i++) {
            int ordinal = customers.ordinal(i);
            if (ordinal >= 0) {
                loaded += state.events.newest(ordinal)
                        + state.events.chainLength(ordinal)
                        + state.schema.touch(ordinal)
                        + state.segments.word(ordinal, 0);
            }
        }
    }
}
