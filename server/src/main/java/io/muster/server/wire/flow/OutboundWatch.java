package io.muster.server.wire.flow;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches what one connection leaves unread. Beyond {@link #THROTTLE_BYTES} no more of its requests are read; beyond
 * the bounds of {@link ConnectionOptions}, in bytes or in time, it is cut off. Where all connections together leave too
 * much unread, those go that have read next to nothing since they were last looked at, and those that leave more than
 * that. Belongs to the I/O thread.
 */
public final class OutboundWatch extends ChannelDuplexHandler implements Watched {
    /** Above what exports let wait, so that they hold up no other request. */
    static final long THROTTLE_BYTES = 2L << 20;

    /** What must be read in the time allowed. */
    static final long LEAST_READ_BYTES = 64 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(OutboundWatch.class);
    private static final long BYTES_BETWEEN_LOOKS = 1L << 20;

    private final WireLoad load;
    private final ConnectionOptions options;
    private final ReadGate gate;
    private ChannelHandlerContext context;
    private long writtenBytes;
    private long lookedAtBytes;
    private long countedBytes;
    private long sinceNs;
    private long readTarget;
    private boolean waiting;
    private boolean cutOff;

    /** Nothing is written yet. */
    public OutboundWatch(WireLoad load, ReadGate gate) {
        this.load = load;
        this.gate = gate;
        options = load.options();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    @Override
    public void write(ChannelHandlerContext to, Object message, ChannelPromise promise) {
        if (message instanceof ByteBuf bytes) {
            writtenBytes += bytes.readableBytes();
        }
        to.write(message, promise);
        if (writtenBytes - lookedAtBytes > BYTES_BETWEEN_LOOKS) {
            look();
        }
    }

    @Override
    public void flush(ChannelHandlerContext to) {
        to.flush();
        look();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext changed) {
        if (changed.channel().isWritable()) {
            look();
            gate.open(ReadGate.Reason.UNREAD);
        }
        changed.fireChannelWritabilityChanged();
    }

    @Override
    public void channelInactive(ChannelHandlerContext inactive) {
        count(0);
        cutOff = true;
        inactive.fireChannelInactive();
    }

    @Override
    public void check(long nowNs) {
        long unread = unreadBytes();
        count(unread);
        if (unread == 0) {
            waiting = false;
            return;
        }
        long read = writtenBytes - unread;
        if (!waiting || read >= readTarget) {
            waiting = true;
            readTarget = Math.min(read + LEAST_READ_BYTES, writtenBytes);
            sinceNs = nowNs;
        } else if (load.unread().isOver()) {
            cutOff(unread, "expected at most " + options.totalUnreadBytes() + " of all connections");
        } else if (nowNs - sinceNs > MILLISECONDS.toNanos(options.unreadTimeoutMs())) {
            cutOff(
                    unread,
                    "expected at least " + LEAST_READ_BYTES + " to be read in " + options.unreadTimeoutMs() + " ms");
        }
    }

    private void look() {
        lookedAtBytes = writtenBytes;
        long unread = unreadBytes();
        if (unread == countedBytes) {
            return;
        }
        count(unread);
        if (unread > options.maxUnreadBytes()) {
            cutOff(unread, "expected at most " + options.maxUnreadBytes());
        } else if (unread > THROTTLE_BYTES && load.unread().isOver()) {
            cutOff(unread, "expected at most " + options.totalUnreadBytes() + " of all connections");
        } else if (unread > THROTTLE_BYTES) {
            gate.close(ReadGate.Reason.UNREAD);
        }
    }

    private void count(long unread) {
        if (!cutOff && unread != countedBytes) {
            load.unread().count(unread - countedBytes);
            countedBytes = unread;
        }
    }

    private void cutOff(long unread, String expected) {
        if (cutOff) {
            return;
        }
        count(0);
        cutOff = true;
        load.countSlowReader();
        LOG.info("{} is cut off: found {} bytes unread, {}", context.channel().remoteAddress(), unread, expected);
        context.close();
    }

    private long unreadBytes() {
        ChannelOutboundBuffer buffer = context.channel().unsafe().outboundBuffer();
        return buffer == null ? 0 : buffer.totalPendingWriteBytes();
    }
}
