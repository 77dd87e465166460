package io.muster.server.sizes;

import io.muster.server.disk.Disk;
import io.muster.server.security.PrivateFile;
import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where sizes of the past are kept: a file of a data directory, or nowhere. One thread. */
public final class SizeStore {
    /** Name of the file in a data directory. */
    public static final String FILE_NAME = "segment-sizes";

    private static final Logger LOG = LoggerFactory.getLogger(SizeStore.class);

    private final PrivateFile fileOrNull;

    private SizeStore(PrivateFile fileOrNull) {
        this.fileOrNull = fileOrNull;
    }

    /**
     * What is kept.
     *
     * @param history the sizes
     * @param sequence that was reached at the last of them
     */
    record Kept(SizeHistory history, long sequence) {
        static final Kept NOTHING = new Kept(SizeHistory.EMPTY, 0);
    }

    /** Without a file: they go with the process. */
    public static SizeStore inMemory() {
        return new SizeStore(null);
    }

    /** The file in a data directory that is there; it is made with the first sizes. */
    public static SizeStore in(Disk disk, Path dataDirectory) {
        Path directory = dataDirectory.toAbsolutePath().normalize();
        return new SizeStore(new PrivateFile(disk, directory.resolve(FILE_NAME)));
    }

    /** Nothing, and a word in the log, where it can't be read: only a curve is lost. */
    Kept load() {
        if (fileOrNull == null) {
            return Kept.NOTHING;
        }
        try {
            byte[] bytes = fileOrNull.load();
            return bytes == null
                    ? Kept.NOTHING
                    : SizeText.read(fileOrNull.path().toString(), bytes);
        } catch (IOException unreadable) {
            LOG.warn("sizes of segments: {}", unreadable.getMessage());
            return Kept.NOTHING;
        }
    }

    void save(Kept kept) throws IOException {
        if (fileOrNull != null) {
            fileOrNull.save(SizeText.write(kept.history(), kept.sequence()));
        }
    }
}
