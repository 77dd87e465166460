package io.muster.server.snapshot;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * What every file of the data directory begins with, in every version. Little-endian.
 *
 * <pre>
 *  0                 4                 8                                  16
 *  +-----------------+-----------------+----------------------------------+
 *  | magic "MUST"    | version         | format name,                     |
 *  +-----------------+-----------------+     filled up with zeros         +
 *  |                                   | sequence                         |
 *  +-----------------+-----------------+----------------------------------+
 *  | 0               | CRC-32C of 0-35 |
 *  +-----------------+-----------------+
 * </pre>
 */
final class FormatHeader {
    static final int LENGTH = 40;

    private static final int MAGIC = 0x5453554D;
    private static final int VERSION_OFFSET = 4;
    private static final int NAME_OFFSET = 8;
    private static final int NAME_LENGTH = 16;
    private static final int SEQUENCE_OFFSET = 24;
    private static final int ZERO_OFFSET = 32;
    private static final int CHECKSUM_OFFSET = 36;

    private final String name;
    private final int oldestVersion;
    private final int version;

    /** Of files of this name, written in {@code version} and read from {@code oldestVersion} on. */
    FormatHeader(String name, int oldestVersion, int version) {
        this.name = name;
        this.oldestVersion = oldestVersion;
        this.version = version;
    }

    void put(ByteBuffer target, long sequence) {
        target.putInt(0, MAGIC);
        target.putInt(VERSION_OFFSET, version);
        target.put(NAME_OFFSET, Arrays.copyOf(name.getBytes(StandardCharsets.US_ASCII), NAME_LENGTH));
        target.putLong(SEQUENCE_OFFSET, sequence);
        target.putInt(ZERO_OFFSET, 0);
        target.putInt(CHECKSUM_OFFSET, checksum(target, 0, CHECKSUM_OFFSET));
    }

    /** Reads the sequence of a header that {@link #check} found good. */
    static long sequence(ByteBuffer source) {
        return source.getLong(SEQUENCE_OFFSET);
    }

    /** Checks the header at the beginning of {@code source}, which may be shorter than one. */
    void check(Path file, ByteBuffer source) throws StoredStateException {
        if (source.limit() >= Integer.BYTES && source.getInt(0) != MAGIC) {
            throw wrong(StoredStateException.Kind.FOREIGN, file, 0, hex(source.getInt(0)), "magic " + hex(MAGIC));
        }
        if (source.limit() < LENGTH) {
            throw wrong(
                    StoredStateException.Kind.DAMAGED,
                    file,
                    source.limit(),
                    "a file of " + source.limit() + " bytes",
                    "a header of " + LENGTH);
        }
        int expected = checksum(source, 0, CHECKSUM_OFFSET);
        if (source.getInt(CHECKSUM_OFFSET) != expected) {
            throw wrong(
                    StoredStateException.Kind.DAMAGED,
                    file,
                    CHECKSUM_OFFSET,
                    hex(source.getInt(CHECKSUM_OFFSET)),
                    "header checksum " + hex(expected));
        }
        checkNameAndVersion(file, source);
    }

    private void checkNameAndVersion(Path file, ByteBuffer source) throws StoredStateException {
        byte[] bytes = new byte[NAME_LENGTH];
        source.get(NAME_OFFSET, bytes);
        String found = new String(bytes, StandardCharsets.ISO_8859_1).replaceAll("\0+$", "");
        if (!found.equals(name)) {
            throw wrong(
                    StoredStateException.Kind.FOREIGN, file, NAME_OFFSET, "format '" + found + "'", "'" + name + "'");
        }
        int foundVersion = source.getInt(VERSION_OFFSET);
        String expected = name + " version " + oldestVersion + " to " + version;
        if (foundVersion < oldestVersion) {
            throw wrong(StoredStateException.Kind.TOO_OLD, file, VERSION_OFFSET, "version " + foundVersion, expected);
        }
        if (foundVersion > version) {
            throw wrong(StoredStateException.Kind.TOO_NEW, file, VERSION_OFFSET, "version " + foundVersion, expected);
        }
    }

    static int checksum(ByteBuffer source, int offset, int length) {
        CRC32C crc = new CRC32C();
        crc.update(source.duplicate().limit(offset + length).position(offset));
        return (int) crc.getValue();
    }

    static String hex(int value) {
        return "0x" + Integer.toHexString(value);
    }

    private static StoredStateException wrong(
            StoredStateException.Kind kind, Path file, long offset, String found, String expected) {
        return new StoredStateException(kind, file, offset, found, expected);
    }
}
