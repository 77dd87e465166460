package io.muster.protocol.client;

import java.nio.file.Path;

/**
 * How a client speaks TLS, 1.3 or 1.2. The server's certificate must lead to an authority that is trusted, and be made
 * out to the host that was asked for.
 *
 * @param authorities PEM file of the authorities that are trusted; null: those of the Java platform
 * @param certificate PEM file of the client's own certificate, for servers that ask for one; null: none
 * @param privateKey PEM file of its key, PKCS #8 and not encrypted; null: none
 */
public record ClientTls(Path authorities, Path certificate, Path privateKey) {
    public ClientTls {
        if ((certificate == null) != (privateKey == null)) {
            throw new IllegalArgumentException("certificate, privateKey: found only one, expected both or neither");
        }
    }

    /** Trusts whom the Java platform trusts. */
    public static ClientTls ofPlatform() {
        return new ClientTls(null, null, null);
    }

    /** Trusts the authorities in a PEM file, and nobody else. */
    public static ClientTls trusting(Path authorities) {
        return new ClientTls(authorities, null, null);
    }

    /** Shows a certificate of its own. */
    public ClientTls withCertificate(Path newCertificate, Path newPrivateKey) {
        return new ClientTls(authorities, newCertificate, newPrivateKey);
    }
}
