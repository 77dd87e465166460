package io.muster.server.security;

import io.muster.server.disk.Disk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The tokens on disk, see {@link PrivateFile}. One thread. */
final class TokenFile {
    private final PrivateFile file;

    TokenFile(Disk disk, Path file) {
        this.file = new PrivateFile(disk, file);
    }

    /** The tokens; none where there is no file. Throws where it can't be believed, saying where and why. */
    TokenSet load() throws IOException {
        byte[] bytes = file.load();
        return bytes == null ? TokenSet.NONE : TokenText.read(file.path().toString(), bytes);
    }

    void save(List<Token> tokens) throws IOException {
        file.save(TokenText.write(tokens));
    }
}
