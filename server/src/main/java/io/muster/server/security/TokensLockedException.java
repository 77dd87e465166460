package io.muster.server.security;

import java.io.IOException;
import java.nio.file.Path;

/** Another process has the tokens. */
public final class TokensLockedException extends IOException {
    private static final long serialVersionUID = 1L;

    TokensLockedException(Path lockFile) {
        super(lockFile + ": is locked, a server that runs has the tokens;"
                + " ask it instead (muster token … --server HOST:PORT, with an admin token)");
    }
}
