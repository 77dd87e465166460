package io.muster.server.tls;

import java.nio.file.Path;

/**
 * How TLS is spoken.
 *
 * @param certificate PEM file of the server's certificate and those that lead to its authority; null: no TLS
 * @param privateKey PEM file of its key, PKCS #8 and not encrypted; null: no TLS
 * @param clientAuthorities PEM file of authorities; a client must show a certificate of one of them. Null: none is
 *     asked for
 * @param handshakeTimeoutMs from connection to the end of the handshake; longer helps slow networks, and holds more for
 *     who never finishes
 * @param maxHandshakes that may be under way at once on a port; connections beyond are closed
 * @param reloadCheckMs how often the files are looked at for changes
 */
public record TlsOptions(
        Path certificate,
        Path privateKey,
        Path clientAuthorities,
        int handshakeTimeoutMs,
        int maxHandshakes,
        int reloadCheckMs) {
    /** Shortest of the times. */
    public static final int MIN_MS = 10;

    /** Longest time for a handshake: ten minutes. */
    public static final int MAX_HANDSHAKE_MS = 600_000;

    /** Longest time between two looks at the files: an hour. */
    public static final int MAX_RELOAD_CHECK_MS = 3_600_000;

    /** Most handshakes at once. */
    public static final int MAX_HANDSHAKES = 1_000_000;

    /** Checks the bounds. */
    public TlsOptions {
        if ((certificate == null) != (privateKey == null)) {
            throw new IllegalArgumentException("tls-certificate, tls-key: found only one, expected both or neither");
        }
        if (certificate == null && clientAuthorities != null) {
            throw new IllegalArgumentException("tls-client-ca: found it without tls-certificate, expected both");
        }
        within("tls-handshake-timeout in milliseconds", handshakeTimeoutMs, MIN_MS, MAX_HANDSHAKE_MS);
        within("tls-max-handshakes", maxHandshakes, 1, MAX_HANDSHAKES);
        within("tls-reload-check in milliseconds", reloadCheckMs, MIN_MS, MAX_RELOAD_CHECK_MS);
    }

    /** No TLS; where it is spoken, 10 s for a handshake, 1,024 at once, a look at the files every 2 s. */
    public static TlsOptions defaults() {
        return of(null, null);
    }

    /** With that certificate and key, the rest as by default. */
    public static TlsOptions of(Path certificate, Path privateKey) {
        return new TlsOptions(certificate, privateKey, null, 10_000, 1_024, 2_000);
    }

    /** Whether TLS is spoken. */
    public boolean isOn() {
        return certificate != null;
    }

    public TlsOptions withClientAuthorities(Path newAuthorities) {
        return new TlsOptions(
                certificate, privateKey, newAuthorities, handshakeTimeoutMs, maxHandshakes, reloadCheckMs);
    }

    public TlsOptions withHandshakes(int newTimeoutMs, int newMaxHandshakes) {
        return new TlsOptions(
                certificate, privateKey, clientAuthorities, newTimeoutMs, newMaxHandshakes, reloadCheckMs);
    }

    public TlsOptions withReloadCheckMs(int newCheckMs) {
        return new TlsOptions(
                certificate, privateKey, clientAuthorities, handshakeTimeoutMs, maxHandshakes, newCheckMs);
    }

    private static void within(String name, int found, int least, int most) {
        if (found < least || found > most) {
            throw new IllegalArgumentException(name + ": found " + found + ", expected " + least + " to " + most);
        }
    }
}
