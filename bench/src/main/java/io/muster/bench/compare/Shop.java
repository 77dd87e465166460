package io.muster.bench.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The customers that both servers hold, and who is in which of the segments, usually 256, with a tenth of them each.
 * All of it follows from a customer's number, so that every answer can be checked.
 *
 * @param customers how many
 * @param segments how many
 */
record Shop(int customers, int segments) {
    static final int SEGMENTS = 256;

    /** Segments that events move customers in and out of; nobody asks about them. */
    static final int MOVING_SEGMENTS = 16;

    /** {@code redis-benchmark} fills its random numbers with zeros to as many digits. */
    static final String ID_FORMAT = "%012d";

    static final int VALUES = 1_000;

    private static final int WIDTH = VALUES / 10;
    private static final int STEP = 7;

    /** One with the usual segments. */
    Shop(int customers) {
        this(customers, SEGMENTS);
    }

    /** How many {@link #movingRule}s there are. */
    int movingSegments() {
        return Math.min(segments, MOVING_SEGMENTS);
    }

    static String id(int customer) {
        return String.format(Locale.ROOT, ID_FORMAT, customer);
    }

    /** The segment's name; as a Redis key it has the workspace before it. */
    static String segmentName(int segment) {
        return String.format(Locale.ROOT, "s%03d", segment);
    }

    /** Whose rule holds for a tenth of the customers; of even segments and odd ones independently of each other. */
    static String rule(int segment) {
        return "field." + field(segment) + " BETWEEN " + low(segment) + " AND " + (low(segment) + WIDTH - 1);
    }

    static String movingRule(int segment) {
        int low = segment * (VALUES / MOVING_SEGMENTS);
        return "field.z BETWEEN " + low + " AND " + (low + WIDTH - 1);
    }

    static boolean isMember(int segment, int customer) {
        int above = value(field(segment), customer) - low(segment);
        return above >= 0 && above < WIDTH;
    }

    /** The segments of a customer. */
    List<Integer> segmentsOf(int customer) {
        List<Integer> found = new ArrayList<>();
        for (int segment = 0; segment < segments; segment++) {
            if (isMember(segment, customer)) {
                found.add(segment);
            }
        }
        return found;
    }

    /** The customer as a record, with the line's end. */
    static String record(int customer) {
        return "{\"type\":\"customer\",\"id\":\"" + id(customer) + "\",\"fields\":{\"x\":" + value('x', customer)
                + ",\"y\":" + value('y', customer) + ",\"z\":" + value('z', customer) + "}}\n";
    }

    /** How many are in one segment, or in both of two. */
    long members(int one, int other) {
        long members = 0;
        for (int customer = 0; customer < customers; customer++) {
            if (isMember(one, customer) && isMember(other, customer)) {
                members++;
            }
        }
        return members;
    }

    /** The segment as bits, the first customer at the highest bit of the first byte as Redis has it. */
    byte[] bitmap(int segment) {
        byte[] bits = new byte[(customers + 7) / 8];
        for (int customer = 0; customer < customers; customer++) {
            if (isMember(segment, customer)) {
                bits[customer >> 3] |= (byte) (0x80 >> (customer & 7));
            }
        }
        return bits;
    }

    private static char field(int segment) {
        return segment % 2 == 0 ? 'x' : 'y';
    }

    private static int low(int segment) {
        return segment / 2 * STEP % (VALUES - WIDTH);
    }

    /** From 0 to 999, each as likely (a 64-bit mix as of SplittableRandom). */
    private static int value(char field, int customer) {
        long mixed = (customer + 1) * 0x9E3779B97F4A7C15L + field;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return (int) Long.remainderUnsigned(mixed ^ (mixed >>> 31), VALUES);
    }
}
