package io.muster.server.generate;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes of whole lines; grows as needed and is used again and again. One thread. */
public final class RecordBuffer {
    private static final int SECONDS_A_DAY = 86_400;

    private byte[] bytes;
    private int length;
    private long dateDay = Long.MIN_VALUE;
    private final byte[] date = new byte[10];

    public RecordBuffer(int initialBytes) {
        bytes = new byte[Math.max(1024, initialBytes)];
    }

    /** The bytes themselves, of which the first {@link #length()} are in use. Valid until the next write. */
    public byte[] bytes() {
        return bytes;
    }

    public int length() {
        return length;
    }

    /** A copy of the bytes in use. */
    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, length);
    }

    public void clear() {
        length = 0;
    }

    RecordBuffer put(byte[] source) {
        reserve(source.length);
        System.arraycopy(source, 0, bytes, length, source.length);
        length += source.length;
        return this;
    }

    RecordBuffer put(char ascii) {
        reserve(1);
        bytes[length++] = (byte) ascii;
        return this;
    }

    RecordBuffer putNumber(long number) {
        reserve(20);
        if (number < 0) {
            bytes[length++] = '-';
        }
        long rest = Math.abs(number);
        int start = length;
        do {
            bytes[length++] = (byte) ('0' + rest % 10);
            rest /= 10;
        } while (rest != 0);
        for (int low = start, high = length - 1; low < high; low++, high--) {
            byte swapped = bytes[low];
            bytes[low] = bytes[high];
            bytes[high] = swapped;
        }
        return this;
    }

    /** Hundredths, with two places. */
    RecordBuffer putCents(long cents) {
        putNumber(cents / 100).put('.');
        return putTwoDigits((int) (cents % 100));
    }

    /** Hundred-thousandths of a degree. */
    RecordBuffer putDegrees(long hundredThousandths) {
        long positive = Math.abs(hundredThousandths);
        if (hundredThousandths < 0) {
            put('-');
        }
        putNumber(positive / 100_000).put('.');
        int places = (int) (positive % 100_000);
        put((char) ('0' + places / 10_000));
        putTwoDigits(places / 100 % 100);
        return putTwoDigits(places % 100);
    }

    /** ISO-8601 in UTC, to the second. */
    RecordBuffer putInstant(long epochSecond) {
        long day = Math.floorDiv(epochSecond, SECONDS_A_DAY);
        if (day != dateDay) {
            dateDay = day;
            byte[] text = java.time.LocalDate.ofEpochDay(day).toString().getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(text, 0, date, 0, date.length);
        }
        put(date).put('T');
        int second = (int) (epochSecond - day * SECONDS_A_DAY);
        putTwoDigits(second / 3600).put(':');
        putTwoDigits(second / 60 % 60).put(':');
        return putTwoDigits(second % 60).put('Z');
    }

    RecordBuffer putTwoDigits(int number) {
        return put((char) ('0' + number / 10)).put((char) ('0' + number % 10));
    }

    private void reserve(int moreBytes) {
        if (bytes.length - length < moreBytes) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + moreBytes));
        }
    }
}
