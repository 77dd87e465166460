package io.muster.server.security;

import java.util.regex.Pattern;

/**
 * A token as it is kept: never the secret, only its hash.
 *
 * @param name unique; for lists, logs and revocation
 * @param hash SHA-256 of the secret
 * @param grants what it may do
 * @param createdMillis milliseconds since the epoch
 * @param expiresMillis the first instant at which it is no longer good, milliseconds since the epoch; {@link #NEVER}
 */
public record Token(String name, byte[] hash, Grants grants, long createdMillis, long expiresMillis) {
    /** No expiry. */
    public static final long NEVER = Long.MAX_VALUE;

    /** Longest name, characters. */
    public static final int MAX_NAME_LENGTH = 64;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0," + (MAX_NAME_LENGTH - 1) + "}");

    /** Checks the name; throws {@link TokenRefusedException}. */
    public Token {
        if (!NAME.matcher(name).matches()) {
            throw TokenRefusedException.bad("name: found '"
                    + (name.length() > MAX_NAME_LENGTH ? name.length() + " characters" : name) + "', expected 1 to "
                    + MAX_NAME_LENGTH + " of A-Z a-z 0-9 . _ - beginning with a letter or digit");
        }
    }

    /** Whether it is still good. */
    public boolean isValidAt(long nowMillis) {
        return nowMillis < expiresMillis;
    }

    boolean administersAll() {
        return grants.allowsEverywhere(Role.ADMIN);
    }

    /** Without the hash. */
    @Override
    public String toString() {
        return name + " (" + grants + ")";
    }
}
