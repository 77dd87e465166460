package io.muster.protocol.client.link;

/**
 * A secret address that was made just now.
 *
 * @param segmentId of the segment
 * @param secret its last part; told this once
 * @param createdMillis milliseconds since the epoch
 * @param httpPort of the server; 0 where it does not serve HTTP
 * @param tls whether that port speaks TLS
 */
public record NewLink(int segmentId, String secret, long createdMillis, int httpPort, boolean tls) {
    /** What is asked for, with GET. */
    public String path() {
        return "/export/" + secret;
    }

    /** The address, for a server that is reached by that name: behind a proxy its own scheme and port are another's. */
    public String address(String host) {
        String bracketed = host.indexOf(':') < 0 ? host : "[" + host + "]";
        return (tls ? "https" : "http") + "://" + bracketed + ":" + httpPort + path();
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "link of segment " + segmentId;
    }
}
