package io.muster.tools.load;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordFileTest {
    private static final byte[] TEXT = "{\"type\":\"x\"}\n".repeat(5_000).getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path directory;

    @Test
    void shouldUnpackByContentWhateverTheName() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(TEXT);
        }
        assertArrayEquals(TEXT, read(TEXT));
        assertArrayEquals(TEXT, read(packed.toByteArray()));
        assertArrayEquals(TEXT, read(Zstd.compress(TEXT)));
        assertArrayEquals(new byte[0], read(new byte[0]));
        assertArrayEquals(new byte[] {'{'}, read(new byte[] {'{'}));
    }

    @Test
    void shouldReadStandardInput() throws IOException {
        try (RecordFile file = RecordFile.open("-", new ByteArrayInputStream(Zstd.compress(TEXT)))) {
            assertArrayEquals(TEXT, file.stream().readAllBytes());
        }
        assertEquals(RecordFile.UNKNOWN, RecordFile.sizeBytes("-"));
    }

    @Test
    void shouldNameAFileThatIsNotThere() {
        String name = directory.resolve("missing").toString();
        assertEquals(
                name,
                assertThrows(NoSuchFileException.class, () -> RecordFile.open(name, InputStream.nullInputStream()))
                        .getFile());
        assertThrows(IOException.class, () -> RecordFile.open(directory.toString(), InputStream.nullInputStream()));
    }

    private byte[] read(byte[] content) throws IOException {
        Path path = Files.write(directory.resolve("records"), content);
        try (RecordFile file = RecordFile.open(path.toString(), InputStream.nullInputStream())) {
            byte[] all = file.stream().readAllBytes();
            assertEquals(content.length, file.readBytes());
            assertEquals(content.length, RecordFile.sizeBytes(path.toString()));
            return all;
        }
    }
}
