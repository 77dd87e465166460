package io.muster.server.wire.session;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.unix.Socket;
import java.io.IOException;

/**
 * Hands bytes to a socket at once, past the channel's handlers and its queue: the reply to a single look-up is made on
 * a core whose caches are full of other things, and every step less is one that need not be fetched. Belongs to the I/O
 * thread.
 */
final class StraightSend {
    private final Channel channel;
    private final Socket socketOrNull;

    /** @param plain whether what is written goes out as it is: otherwise nothing goes past the handlers */
    StraightSend(Channel channel, boolean plain) {
        this.channel = channel;
        socketOrNull = plain && channel instanceof EpollSocketChannel epoll ? (Socket) epoll.fd() : null;
    }

    /** Whether it ever sends anything. */
    boolean isPossible() {
        return socketOrNull != null;
    }

    /**
     * Sends the first {@code length} bytes, or as many of them as the socket takes.
     *
     * @return how many it took; 0 where the channel's way has to be gone: others wait there, or the peer is gone, which
     *     is found and told there
     */
    int send(ByteBuf bytes, int length) {
        if (socketOrNull == null || !bytes.hasMemoryAddress()) {
            return 0;
        }
        ChannelOutboundBuffer waiting = channel.unsafe().outboundBuffer();
        // Null once the channel is closed: the number of its socket may be another's by then.
        if (waiting == null || waiting.totalPendingWriteBytes() > 0) {
            return 0;
        }
        try {
            return socketOrNull.sendAddress(bytes.memoryAddress(), 0, length);
        } catch (IOException e) {
            return 0;
        }
    }
}
