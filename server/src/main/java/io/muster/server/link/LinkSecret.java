package io.muster.server.link;

import io.muster.server.security.TokenSecret;

/** The secret part of an address: {@value #PREFIX} and 256 random bits, as a token has. */
final class LinkSecret {
    /** Tells it from other text, for people and for programs that look for leaked secrets. */
    static final String PREFIX = "msl_";

    private LinkSecret() {}

    /** A new one. */
    static String draw() {
        return TokenSecret.draw(PREFIX);
    }

    static byte[] hash(String secret) {
        return TokenSecret.hash(secret);
    }
}
