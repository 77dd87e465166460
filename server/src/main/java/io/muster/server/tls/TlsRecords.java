package io.muster.server.tls;

/** What the bytes of TLS look like. */
public final class TlsRecords {
    private static final int HANDSHAKE_OF_VERSION_3 = 0x0316;

    private TlsRecords() {}

    /**
     * Whether a stream that begins with these four bytes, read as a little-endian number, is likely a client's first
     * TLS record: type 22, version 3.something.
     */
    public static boolean beginsAsLength(int firstFourBytes) {
        return (firstFourBytes & 0xFFFF) == HANDSHAKE_OF_VERSION_3;
    }
}
