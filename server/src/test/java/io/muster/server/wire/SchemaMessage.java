package io.muster.server.wire;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.agrona.ExpandableArrayBuffer;

/**
 * A message as the schema describes it, to be made by chance: mostly sense, with values that are apt to do harm.
 *
 * @param templateId of the message; 0 for a group
 * @param blockLength of its fixed fields, bytes
 */
record SchemaMessage(
        String name, int templateId, int blockLength, List<Field> fields, List<SchemaMessage> groups, List<Data> data) {
    /** A fixed field; {@code offset} is in the block. */
    record Field(String name, int offset, int lengthBytes) {}

    /** Bytes at the end, after a length of so many bytes. */
    record Data(String name, int headerBytes) {}

    /** Where a frame says how much of something follows: what an attacker writes to. */
    record Count(int offset, int lengthBytes) {}

    /** A frame, and its counts. */
    record Made(byte[] frame, List<Count> counts) {}

    private static final long[] NUMBERS = {
        0,
        1,
        1,
        2,
        3,
        -1,
        7,
        63,
        64,
        1_000,
        65_535,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        Long.MAX_VALUE,
        Long.MIN_VALUE
    };
    private static final byte[][] TEXTS = {
        text(""),
        text("shop"),
        text("c-1"),
        text("UTC"),
        text("EUR"),
        text("odd"),
        text("tags CONTAINS 'vip' AND amount_spent > 10"),
        text("NOT (number_of_orders >= 2 OR email_subscription_status = 'SUBSCRIBED')"),
        text("((((((((((((((((((((((((((((((((((((((((((((((((((((((((((("),
        text("{\"type\":\"customer\",\"id\":\"c-1\",\"tags\":[\"vip\"]}\n"
                + "{\"type\":\"customer_deleted\",\"id\":\"c-9\"}\n"),
        text("{\"type\":\"order_placed\",\"id\":\"o-1\",\"customer\":\"c-1\",\"total\":\"1e999999\"}\n"),
        text("[".repeat(500)),
        text("a\0b"),
        text("x".repeat(5_000)),
        text("ž\u202e\ud83d\ude00"),
        {(byte) 0xC0, (byte) 0x80},
        {(byte) 0xED, (byte) 0xA0, (byte) 0x80, 'x'},
        {(byte) 0xFF, (byte) 0xFE, 0},
    };

    /** A frame of it. */
    Made make(SplittableRandom random, long correlationId) {
        List<Count> counts = new ArrayList<>();
        byte[] frame = RawClient.frame(templateId, blockLength, correlationId, (buffer, offset) -> {
            ExpandableArrayBuffer target = (ExpandableArrayBuffer) buffer;
            return put(target, offset, random, counts);
        });
        return new Made(frame, counts);
    }

    private int put(ExpandableArrayBuffer target, int offset, SplittableRandom random, List<Count> counts) {
        for (Field field : fields) {
            putField(target, offset + field.offset(), field, random);
        }
        int end = offset + blockLength;
        for (SchemaMessage group : groups) {
            end = putGroup(target, end, group, random, counts);
        }
        for (Data each : data) {
            byte[] bytes = TEXTS[random.nextInt(TEXTS.length)];
            counts.add(new Count(end, each.headerBytes()));
            putNumber(target, end, each.headerBytes(), bytes.length);
            target.putBytes(end + each.headerBytes(), bytes);
            end += each.headerBytes() + bytes.length;
        }
        return end;
    }

    private static int putGroup(
            ExpandableArrayBuffer target,
            int offset,
            SchemaMessage group,
            SplittableRandom random,
            List<Count> counts) {
        int count = random.nextInt(4);
        counts.add(new Count(offset, Short.BYTES));
        counts.add(new Count(offset + Short.BYTES, Short.BYTES));
        putNumber(target, offset, Short.BYTES, group.blockLength());
        putNumber(target, offset + Short.BYTES, Short.BYTES, count);
        int end = offset + 2 * Short.BYTES;
        for (int i = 0; i < count; i++) {
            end = group.put(target, end, random, counts);
        }
        return end;
    }

    private void putField(ExpandableArrayBuffer target, int offset, Field field, SplittableRandom random) {
        long value = NUMBERS[random.nextInt(NUMBERS.length)];
        if (field.name().endsWith("Id") && random.nextInt(4) > 0) {
            value = 1;
        }
        if (field.name().equals("minSequence") && random.nextInt(2_000) > 0) {
            value = 0;
        }
        // The one workspace is to stay, or all that comes after finds nothing.
        if (name.startsWith("Delete") && field.name().equals("workspaceId") && fields.size() == 1) {
            value = Integer.MAX_VALUE;
        }
        putNumber(target, offset, field.lengthBytes(), value);
    }

    static void putNumber(ExpandableArrayBuffer target, int offset, int lengthBytes, long value) {
        switch (lengthBytes) {
            case Byte.BYTES -> target.putByte(offset, (byte) value);
            case Short.BYTES -> target.putShort(offset, (short) value, LITTLE_ENDIAN);
            case Integer.BYTES -> target.putInt(offset, (int) value, LITTLE_ENDIAN);
            case Long.BYTES -> target.putLong(offset, value, LITTLE_ENDIAN);
            default -> target.setMemory(offset, lengthBytes, (byte) value);
        }
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
