package io.muster.server.wire.flow;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ConnectionSweepTest {
    @Test
    void shouldLookAfterAllWhereOneFails() throws InterruptedException {
        EventLoop thread = new DefaultEventLoop();
        try {
            CountDownLatch looks = new CountDownLatch(3);
            ConnectionSweep sweep = new ConnectionSweep(thread, ConnectionOptions.defaults(), 1);
            thread.execute(() -> {
                sweep.add(nowNs -> {
                    throw new IllegalStateException("broken");
                });
                sweep.add(nowNs -> looks.countDown());
            });
            assertTrue(looks.await(20, TimeUnit.SECONDS), "looks that are missing: " + looks.getCount());
        } finally {
            thread.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        }
    }
}
