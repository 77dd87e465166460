package io.muster.server.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.muster.server.disk.Disk;
import io.muster.server.disk.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/**
 * The tokens on disk, readable for their owner only. A change is written beside, forced, renamed over, and the
 * directory forced: after a crash the file is the one before or the one after. One thread.
 */
final class TokenFile {
    private static final int MAX_BYTES = 64 << 20;

    private final Disk disk;
    private final Path file;
    private final Path beside;
    private final Path directory;

    TokenFile(Disk disk, Path file) {
        this.disk = disk;
        this.file = file;
        directory = file.getParent() == null ? Path.of("") : file.getParent();
        beside = directory.resolve(file.getFileName() + ".new");
    }

    /** The tokens; none where there is no file. Throws where it can't be believed, saying where and why. */
    TokenSet load() throws IOException {
        if (!disk.list(directory).contains(file)) {
            return TokenSet.NONE;
        }
        try (DiskFile opened = disk.open(file)) {
            if (opened.size() > MAX_BYTES) {
                throw new IOException(file + ": found " + opened.size() + " bytes, expected " + MAX_BYTES + " at most");
            }
            ByteBuffer bytes = ByteBuffer.allocate((int) opened.size());
            opened.readFully(bytes, 0);
            return TokenText.read(file.toString(), bytes.array());
        }
    }

    void save(List<Token> tokens) throws IOException {
        if (disk.list(directory).contains(beside)) {
            disk.delete(beside);
        }
        try (DiskFile created = disk.createPrivate(beside)) {
            created.writeFully(ByteBuffer.wrap(TokenText.write(tokens).getBytes(UTF_8)), 0);
            created.force();
        }
        disk.rename(beside, file);
        disk.forceDirectory(directory);
    }
}
