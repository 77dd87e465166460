package io.muster.server.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/** What is told to connections that do not get as far as a command. */
final class PlainWords {
    private static final byte[] NO_TLS = ("-ERR connection: found no TLS, expected TLS 1.3 or 1.2 on this port"
                    + " (redis-cli --tls --cacert FILE)\r\n")
            .getBytes(US_ASCII);
    private static final byte[] TOO_MANY = "-ERR max number of clients reached\r\n".getBytes(US_ASCII);

    private PlainWords() {}

    /** To who does not speak TLS on a port that does; the caller releases it. */
    static ByteBuf noTls(ByteBufAllocator allocator) {
        return allocator.buffer(NO_TLS.length).writeBytes(NO_TLS);
    }

    /** To who finds no room; the caller releases it. */
    static ByteBuf tooMany(ByteBufAllocator allocator) {
        return allocator.buffer(TOO_MANY.length).writeBytes(TOO_MANY);
    }
}
