package io.muster.server.link;

/**
 * A new secret address with its secret, which is to be shown once and is kept nowhere.
 *
 * @param link what is kept
 * @param secret the last part of the address
 */
public record IssuedLink(SegmentLink link, String secret) {
    /** Without the secret. */
    @Override
    public String toString() {
        return link.toString();
    }
}
