package io.muster.tools.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads the file that holds a token. */
final class TokenFileText {
    private static final int MAX_BYTES = 4 * 1024;

    private TokenFileText() {}

    /** The first line, without blanks around it. */
    static String read(String where, Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw CommandFailure.usage(where + ": " + file + ": found " + Files.size(file)
                        + " bytes, expected a token, " + MAX_BYTES + " bytes at most");
            }
            String token = Files.readString(file).lines().findFirst().orElse("").strip();
            if (token.isEmpty()) {
                throw CommandFailure.usage(where + ": " + file + ": found nothing in its first line, expected a token");
            }
            return token;
        } catch (IOException e) {
            throw CommandFailure.usage(where + ": " + Failures.text(e));
        }
    }
}
