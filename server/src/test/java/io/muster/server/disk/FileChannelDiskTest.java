package io.muster.server.disk;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileChannelDiskTest {
    @TempDir
    private Path directory;

    @Test
    void shouldFreeALongFileInParts() throws IOException {
        Path file = directory.resolve("long");
        try (FileChannel channel = FileChannel.open(file, CREATE_NEW, READ, WRITE)) {
            channel.write(ByteBuffer.wrap(new byte[1]), 4 * FileChannelDisk.FREED_AT_ONCE);
            new FileChannelDisk().delete(file);
            assertFalse(Files.exists(file));
            assertEquals(FileChannelDisk.FREED_AT_ONCE, channel.size(), "what was left for the end");
        }
    }

    @Test
    void shouldRemoveAShortFileAsItIs() throws IOException {
        Path file = directory.resolve("short");
        try (FileChannel channel = FileChannel.open(file, CREATE_NEW, READ, WRITE)) {
            channel.write(ByteBuffer.wrap(new byte[1]), 1_000);
            new FileChannelDisk().delete(file);
            assertFalse(Files.exists(file));
            assertEquals(1_001, channel.size());
        }
    }
}
