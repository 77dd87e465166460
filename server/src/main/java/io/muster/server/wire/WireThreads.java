package io.muster.server.wire;

import io.muster.server.thread.Niceness;
import io.muster.server.thread.ShortTurns;
import io.netty.util.concurrent.DefaultThreadFactory;

/** The threads that read and answer: each request is microseconds of a core, and somebody waits for each. */
final class WireThreads extends DefaultThreadFactory {
    WireThreads() {
        super("wire");
    }

    @Override
    protected Thread newThread(Runnable work, String name) {
        return super.newThread(
                () -> {
                    ShortTurns.set(Niceness.ORDINARY);
                    work.run();
                },
                name);
    }
}
