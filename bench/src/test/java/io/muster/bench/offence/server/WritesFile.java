package io.muster.bench.offence.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Breaks: disk of server is behind its interface. */
final class WritesFile {
    private WritesFile() {}

    static void write() throws IOException {
        Files.createFile(Path.of("x"));
    }
}
