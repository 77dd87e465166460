package io.muster.server.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * A file of the operator's that the server only reads, such as a certificate: it may be written, replaced or be missing
 * at any moment. Any thread.
 *
 * @param path where it is, links followed
 */
public record ExternalFile(Path path) {
    /** What it looked like: two looks differ where it was written or replaced between them. */
    public record Look(long modifiedMillis, long lengthBytes, Object fileKey) {
        /** That of a file that can't be looked at. */
        public static final Look NONE = new Look(0, -1, null);
    }

    /** All bytes; throws where it can't be read or is longer than {@code maxBytes}. */
    public byte[] read(int maxBytes) throws IOException {
        long size = Files.size(path);
        if (size > maxBytes) {
            throw new IOException(path + ": found " + size + " bytes, expected " + maxBytes + " at most");
        }
        return Files.readAllBytes(path);
    }

    /** {@link Look#NONE} where it can't be looked at. */
    public Look look() {
        try {
            BasicFileAttributes found = Files.readAttributes(path, BasicFileAttributes.class);
            return new Look(found.lastModifiedTime().toMillis(), found.size(), found.fileKey());
        } catch (IOException e) {
            return Look.NONE;
        }
    }
}
