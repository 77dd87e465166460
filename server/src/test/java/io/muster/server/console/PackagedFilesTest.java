package io.muster.server.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No file of the console is forgotten in the list of those that are served. */
final class PackagedFilesTest {
    private static final Path SOURCES =
            Path.of(System.getProperty("muster.root"), "server/src/main/resources/io/muster/server/console");

    @Test
    void shouldListEachFile() throws IOException {
        try (Stream<Path> tree = Files.walk(SOURCES)) {
            List<String> there = tree.filter(Files::isRegularFile)
                    .map(file -> SOURCES.relativize(file).toString().replace('\\', '/'))
                    .filter(file -> !file.equals(PackagedFiles.LIST))
                    .sorted()
                    .toList();
            assertEquals(there, PackagedFiles.own().keySet().stream().toList());
        }
    }
}
