package io.muster.bench.offence.index;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Breaks: index has no network and no disk. */
final class ReadsFile {
    private ReadsFile() {}

    static byte[] read() throws IOException {
        return Files.readAllBytes(Path.of("x"));
    }
}
