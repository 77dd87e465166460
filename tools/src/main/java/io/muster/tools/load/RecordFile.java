package io.muster.tools.load;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** A file of records, or standard input; unpacked where its first bytes say that it is packed. */
public final class RecordFile implements AutoCloseable {
    /** What a size is when nobody knows. */
    public static final long UNKNOWN = -1;

    /** Stands for standard input. */
    public static final String STANDARD_INPUT = "-";

    private static final int BUFFER_BYTES = 128 * 1024;
    private static final int GZIP_MAGIC = 0x8B1F;
    private static final int ZSTD_MAGIC = 0xFD2FB528;

    private final CountingStream raw;
    private final InputStream unpacked;

    private RecordFile(CountingStream raw) throws IOException {
        this.raw = raw;
        unpacked = unpacked(new BufferedInputStream(raw, BUFFER_BYTES));
    }

    /** Opens a file, or {@code input} where the name is {@code -}. Throws {@link IOException} naming what is wrong. */
    public static RecordFile open(String name, InputStream input) throws IOException {
        if (name.equals(STANDARD_INPUT)) {
            return new RecordFile(new CountingStream(input));
        }
        require(name);
        InputStream file = Files.newInputStream(Path.of(name));
        try {
            return new RecordFile(new CountingStream(file));
        } catch (IOException failure) {
            file.close();
            throw new IOException(name + ": " + failure.getMessage(), failure);
        }
    }

    /** Throws {@link IOException} unless there is a file of that name. */
    public static void require(String name) throws IOException {
        Path path = Path.of(name);
        if (!Files.exists(path)) {
            throw new NoSuchFileException(name);
        }
        if (Files.isDirectory(path)) {
            throw new IOException(name + ": found a directory, expected a file of records");
        }
    }

    /** How many bytes the file has, packed; {@link #UNKNOWN} for standard input and what is no ordinary file. */
    public static long sizeBytes(String name) throws IOException {
        return name.equals(STANDARD_INPUT) || !Files.isRegularFile(Path.of(name)) ? UNKNOWN : Files.size(Path.of(name));
    }

    /** The records. */
    public InputStream stream() {
        return unpacked;
    }

    /** How many bytes of the file have been read, packed. */
    public long readBytes() {
        return raw.count;
    }

    @Override
    public void close() throws IOException {
        unpacked.close();
    }

    private static InputStream unpacked(BufferedInputStream stream) throws IOException {
        stream.mark(4);
        byte[] first = stream.readNBytes(4);
        stream.reset();
        int magic = 0;
        for (int i = first.length - 1; i >= 0; i--) {
            magic = magic << 8 | first[i] & 0xFF;
        }
        if (first.length >= 2 && (magic & 0xFFFF) == GZIP_MAGIC) {
            return new GZIPInputStream(stream, BUFFER_BYTES);
        }
        return magic == ZSTD_MAGIC ? new ZstdInputStream(stream) : stream;
    }

    private static final class CountingStream extends FilterInputStream {
        private volatile long count;

        CountingStream(InputStream stream) {
            super(stream);
        }

        @Override
        public int read() throws IOException {
            int next = super.read();
            counted(next < 0 ? 0 : 1);
            return next;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int read = super.read(target, offset, length);
            counted(Math.max(0, read));
            return read;
        }

        /** One thread reads, others look on. */
        private void counted(int more) {
            long sum = count + more;
            count = sum;
        }
    }
}
