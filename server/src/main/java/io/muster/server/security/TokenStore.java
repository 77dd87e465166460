package io.muster.server.security;

import io.muster.server.disk.Disk;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The tokens of a server, kept in a file that is locked as long as this is open, or in memory only. Changes: one thread
 * at a time. {@link #tokens}: any thread.
 */
public final class TokenStore implements Closeable {
    /** Name of the file in a data directory. */
    public static final String FILE_NAME = "tokens";

    /** Most tokens that there may be. */
    public static final int MAX_TOKENS = 1_000;

    private final TokenFile file;
    private final Closeable lock;
    private volatile TokenSet tokens;

    private TokenStore(TokenFile file, Closeable lock, TokenSet tokens) {
        this.file = file;
        this.lock = lock;
        this.tokens = tokens;
    }

    /** Without a file: the tokens go with the process. */
    public static TokenStore inMemory() {
        return new TokenStore(null, () -> {}, TokenSet.NONE);
    }

    /**
     * Opens the file, whose directory is made if missing; the file is made with the first token.
     *
     * @throws TokensLockedException if another process has it
     * @throws IOException if it is damaged or of another version
     */
    public static TokenStore open(Disk disk, Path file) throws IOException {
        Path absolute = file.toAbsolutePath().normalize();
        disk.createDirectories(absolute.getParent());
        Path lockFile = absolute.resolveSibling(absolute.getFileName() + ".lock");
        Closeable lock = disk.tryLock(lockFile);
        if (lock == null) {
            throw new TokensLockedException(lockFile);
        }
        try {
            TokenFile tokenFile = new TokenFile(disk, absolute);
            return new TokenStore(tokenFile, lock, tokenFile.load());
        } catch (Throwable e) {
            lock.close();
            throw e;
        }
    }

    TokenSet tokens() {
        return tokens;
    }

    /** All of them, in the order in which they were made. */
    public List<Token> all() {
        return tokens.all();
    }

    /**
     * Makes a token and keeps it.
     *
     * @param expiresMillis milliseconds since the epoch; {@link Token#NEVER}
     * @throws TokenRefusedException if the name is taken or wrong, the expiry is not ahead, there are too many, or it
     *     is the first and could not make others
     * @throws IOException if it can't be written; then there is no such token
     */
    public IssuedToken create(String name, Grants grants, long expiresMillis, long nowMillis) throws IOException {
        String secret = TokenSecret.draw();
        Token token = new Token(name, TokenSecret.hash(secret), grants, nowMillis, expiresMillis);
        if (tokens.named(name) != null) {
            throw new TokenRefusedException(
                    TokenRefusedException.Kind.NAME_TAKEN, "name: found '" + name + "', which another token has");
        }
        if (!token.isValidAt(nowMillis)) {
            throw TokenRefusedException.bad("expiry: found an instant that has passed, expected one ahead");
        }
        if (tokens.all().size() >= MAX_TOKENS) {
            throw TokenRefusedException.limit("tokens: found " + MAX_TOKENS + ", expected fewer; revoke some");
        }
        if (tokens.isEmpty() && !(token.administersAll() && expiresMillis == Token.NEVER)) {
            throw new TokenRefusedException(
                    TokenRefusedException.Kind.LAST_ADMIN,
                    "the first token: found " + grants + (expiresMillis == Token.NEVER ? "" : " with an expiry")
                            + ", expected *=admin that does not expire: from then on nobody comes in without a token");
        }
        keep(tokens.with(token));
        return new IssuedToken(token, secret);
    }

    /**
     * Revokes a token. It is no longer good even where this throws {@link IOException}: then it would be again after a
     * restart, and revoking must be tried again.
     *
     * @param evenLastAdmin whether the last that may administer all workspaces may go
     * @throws TokenRefusedException if there is none of that name, or it is the last of those
     */
    public Token revoke(String name, boolean evenLastAdmin, long nowMillis) throws IOException {
        Token token = tokens.named(name);
        if (token == null) {
            throw new TokenRefusedException(
                    TokenRefusedException.Kind.UNKNOWN, "name: found '" + name + "', expected that of a token");
        }
        TokenSet rest = tokens.without(token);
        if (!evenLastAdmin && token.administersAll() && !rest.hasAdministrator(nowMillis)) {
            throw new TokenRefusedException(
                    TokenRefusedException.Kind.LAST_ADMIN,
                    "token '" + name
                            + "': found the last that may administer all workspaces, expected another beside it;"
                            + " make one first, or stop the server and use --data");
        }
        tokens = rest.isEmpty() ? tokens : rest;
        keep(rest);
        return token;
    }

    /** Gives the file back. */
    @Override
    public void close() throws IOException {
        lock.close();
    }

    private void keep(TokenSet changed) throws IOException {
        if (file != null) {
            file.save(changed.all());
        }
        tokens = changed;
    }
}
