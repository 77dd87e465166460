package io.muster.server.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The secret part of a token: {@value #PREFIX} and 256 random bits.
 *
 * <p>It is kept as one SHA-256. A slow hash (bcrypt, Argon2) makes guessing a password dear, which people choose from
 * few; there is nothing to guess in 256 random bits, and the slow hash would be a way to keep the server busy before
 * anybody has shown who they are.
 */
public final class TokenSecret {
    /** Tells a token from other text, for people and for programs that look for leaked secrets. */
    static final String PREFIX = "mst_";

    /** Longer ones are not looked at. */
    static final int MAX_BYTES = 256;

    private static final int RANDOM_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private TokenSecret() {}

    /** A new one. */
    static String draw() {
        return draw(PREFIX);
    }

    /** {@code prefix} and 256 random bits. */
    public static String draw(String prefix) {
        byte[] random = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(random);
        return prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    /** SHA-256 of the text in UTF-8. */
    public static byte[] hash(String secret) {
        return hash(secret.getBytes(UTF_8));
    }

    static byte[] hash(byte[] secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
