package io.muster.server.hook.call;

import java.net.InetAddress;

/**
 * Addresses that do not lead out: of this machine, of private networks, of the link, and those that stand for such. Who
 * may make webhooks could otherwise have the server call what only it can reach. Any thread.
 */
final class InsideAddresses {
    private static final int BYTE = 0xFF;

    private InsideAddresses() {}

    static boolean contain(InetAddress address) {
        return address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()
                || isReserved(address.getAddress());
    }

    private static boolean isReserved(byte[] address) {
        int first = address[0] & BYTE;
        int second = address[1] & BYTE;
        int third = address[2] & BYTE;
        if (address.length == 4) {
            return first == 0
                    || first == 100 && (second & 0xC0) == 64
                    || first == 192 && second == 0 && third == 0
                    || first == 198 && (second & 0xFE) == 18
                    || first >= 240;
        }
        boolean uniqueLocal = (first & 0xFE) == 0xFC;
        boolean translated = first == 0 && second == 0x64 && third == 0xFF && (address[3] & BYTE) == 0x9B;
        boolean sixToFour = first == 0x20 && second == 0x02;
        boolean teredo = first == 0x20 && second == 0x01 && third == 0 && address[3] == 0;
        boolean compatible = first == 0 && second == 0 && third == 0 && address[3] == 0;
        return uniqueLocal || translated || sixToFour || teredo || compatible;
    }
}
