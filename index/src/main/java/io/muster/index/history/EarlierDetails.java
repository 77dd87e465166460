package io.muster.index.history;

import static org.agrona.BitUtil.SIZE_OF_BYTE;
import static org.agrona.BitUtil.SIZE_OF_INT;
import static org.agrona.BitUtil.SIZE_OF_LONG;

import io.muster.index.memory.ByteArena;
import io.muster.index.memory.Handles;
import io.muster.index.record.ValueType;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;

/**
 * Writes ids and details of a snapshot's earlier layout ({@link Events} before version 3) as they are written now, into
 * the same arena, which has nothing else then. Numbers had 4 bytes and amounts 8:
 *
 * <pre>
 *  order     5 texts | number of lines
 *            lines: product | variant | category | vendor | quantity (8) | price (8)
 *                   number of collections (2) | number of tags (2) | collections | tags
 *  event     length of the id | id | properties: name | type (1) | value, as in {@link ValueType}
 * </pre>
 *
 * One thread.
 */
public final class EarlierDetails {
    private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;
    private static final int LINES_OFFSET = OrderDetail.HEAD_TEXTS * SIZE_OF_INT;
    private static final int QUANTITY_OFFSET = 4 * SIZE_OF_INT;
    private static final int PRICE_OFFSET = QUANTITY_OFFSET + SIZE_OF_LONG;
    private static final int COLLECTIONS_OFFSET = PRICE_OFFSET + SIZE_OF_LONG;
    private static final int TAGS_OFFSET = COLLECTIONS_OFFSET + Short.BYTES;
    private static final int LISTS_OFFSET = TAGS_OFFSET + Short.BYTES;
    private static final long NO_BLOB = -1;

    private final ByteArena arena;
    private final ByteArena earlier;
    private final OrderDetail orderDetail = new OrderDetail(null);
    private final PackedWriter event = new PackedWriter(256);

    /** Takes all blobs out of the arena. */
    public EarlierDetails(ByteArena arena) {
        this.arena = arena;
        earlier = arena.takeAll();
    }

    public void rewrite(Orders orders) {
        for (int order = 0; order < orders.size(); order++) {
            orders.keep(order, copy(orders.id(order)), order(orders.detail(order)));
        }
        Refunds refunds = orders.refunds();
        for (int refund = 0; refund < refunds.size(); refund++) {
            refunds.keep(refund, copy(refunds.id(refund)));
        }
    }

    public void rewrite(Checkouts checkouts) {
        for (int checkout = 0; checkout < checkouts.size(); checkout++) {
            checkouts.keep(checkout, copy(checkouts.id(checkout)), order(checkouts.detail(checkout)));
        }
    }

    /** Rows that no longer count refer to nothing then. */
    public void rewrite(Events events) {
        for (int row = 0; row < events.rows(); row++) {
            int kind = events.kind(row);
            int reference = events.reference(row);
            if (kind == Events.DEAD) {
                events.replace(row, events.timeMillis(row), Events.NONE);
            } else if (Events.isNamed(kind) && reference != Events.NONE) {
                long detail = event(Handles.toHandle(reference));
                events.replace(
                        row, events.timeMillis(row), detail == NO_BLOB ? Events.NONE : Handles.toReference(detail));
            }
        }
    }

    private long copy(long handle) {
        return handle < 0
                ? handle
                : arena.append(earlier.buffer(handle), earlier.offset(handle), earlier.length(handle));
    }

    private long order(long handle) {
        if (handle < 0 || earlier.length(handle) == 0) {
            return copy(handle);
        }
        DirectBuffer in = earlier.buffer(handle);
        int start = earlier.offset(handle);
        orderDetail.begin();
        for (int i = 0; i < OrderDetail.HEAD_TEXTS; i++) {
            orderDetail.head(i, in.getInt(start + i * SIZE_OF_INT, ORDER));
        }
        int line = start + LINES_OFFSET + SIZE_OF_INT;
        for (int left = in.getInt(start + LINES_OFFSET, ORDER); left > 0; left--) {
            int collections = in.getShort(line + COLLECTIONS_OFFSET, ORDER) & 0xffff;
            int tags = in.getShort(line + TAGS_OFFSET, ORDER) & 0xffff;
            int[] texts = ints(in, line, QUANTITY_OFFSET / SIZE_OF_INT);
            orderDetail.line(
                    texts,
                    in.getLong(line + QUANTITY_OFFSET, ORDER),
                    in.getLong(line + PRICE_OFFSET, ORDER),
                    ints(in, line + LISTS_OFFSET, collections),
                    ints(in, line + LISTS_OFFSET + collections * SIZE_OF_INT, tags));
            line += LISTS_OFFSET + (collections + tags) * SIZE_OF_INT;
        }
        int length = orderDetail.end();
        return arena.append(orderDetail.buffer(), 0, length);
    }

    private static int[] ints(DirectBuffer in, int start, int count) {
        int[] ints = new int[count];
        for (int i = 0; i < count; i++) {
            ints[i] = in.getInt(start + i * SIZE_OF_INT, ORDER);
        }
        return ints;
    }

    private long event(long handle) {
        int length = earlier.length(handle);
        if (length == 0) {
            return NO_BLOB;
        }
        DirectBuffer in = earlier.buffer(handle);
        int start = earlier.offset(handle);
        int idLength = in.getInt(start, ORDER);
        event.clear().putText(in, start + SIZE_OF_INT, idLength);
        int at = start + SIZE_OF_INT + idLength;
        while (at < start + length) {
            int type = in.getByte(at + SIZE_OF_INT);
            event.putInt(in.getInt(at, ORDER));
            event.putByte(type);
            at = value(in, at + SIZE_OF_INT + SIZE_OF_BYTE, type);
        }
        return arena.append(event.buffer(), 0, event.length());
    }

    /** Returns where the value ends. */
    private int value(DirectBuffer in, int start, int type) {
        return switch (type) {
            case ValueType.TEXT -> text(in, start);
            case ValueType.TEXT_LIST -> {
                int count = in.getInt(start, ORDER);
                event.putInt(count);
                int at = start + SIZE_OF_INT;
                for (int i = 0; i < count; i++) {
                    at = text(in, at);
                }
                yield at;
            }
            case ValueType.INSTANT, ValueType.DAY, ValueType.DECIMAL -> {
                event.putSigned(in.getLong(start, ORDER));
                yield start + SIZE_OF_LONG;
            }
            default -> start;
        };
    }

    private int text(DirectBuffer in, int start) {
        int length = in.getInt(start, ORDER);
        event.putText(in, start + SIZE_OF_INT, length);
        return start + SIZE_OF_INT + length;
    }
}
