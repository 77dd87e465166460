package io.muster.server.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.http.HttpResponseStatus;

/** What is told before Vert.x has a say: to who does not speak TLS on a port that does. */
final class PlainAnswer {
    private static final byte[] NO_TLS = response(
            HttpResponseStatus.BAD_REQUEST, "connection: found no TLS, expected TLS 1.3 or 1.2 on this port (https)");

    private PlainAnswer() {}

    /** A response; the caller releases it. */
    static ByteBuf noTls(ByteBufAllocator allocator) {
        return allocator.buffer(NO_TLS.length).writeBytes(NO_TLS);
    }

    private static byte[] response(HttpResponseStatus status, String detail) {
        String document = Problem.document(status.code(), status.reasonPhrase(), detail);
        String head = "HTTP/1.1 " + status + "\r\nContent-Type: " + Problem.CONTENT_TYPE + "\r\nContent-Length: "
                + document.length() + "\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n";
        return (head + document).getBytes(US_ASCII);
    }
}
