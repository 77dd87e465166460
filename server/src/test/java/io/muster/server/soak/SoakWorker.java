package io.muster.server.soak;

import io.muster.protocol.client.ErrorCode;
import io.muster.protocol.client.MusterClient;
import io.muster.protocol.client.MusterException;
import io.muster.protocol.client.WorkspaceClient;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** One client that does its work over and over, and now and then is cut off in the middle of it. Its own thread. */
abstract class SoakWorker implements Runnable {
    static final String WORKSPACE = "shop";

    private static final Set<ErrorCode> PASSING =
            EnumSet.of(ErrorCode.UNREACHABLE, ErrorCode.TIMEOUT, ErrorCode.BUSY, ErrorCode.STARTING);
    private static final long RETRY_NS = TimeUnit.MILLISECONDS.toNanos(20);

    final Random random;
    private final Supplier<SoakedProcess> server;
    private final AtomicBoolean ending;
    private final long paceNs;
    private MusterClient client;
    private long turns;
    private long cuts;
    private volatile Throwable failure;

    /**
     * Works until {@code ending}.
     *
     * @param server that is there now
     * @param paceMs between two turns
     */
    SoakWorker(Supplier<SoakedProcess> server, AtomicBoolean ending, long seed, long paceMs) {
        this.server = server;
        this.ending = ending;
        random = new Random(seed);
        paceNs = TimeUnit.MILLISECONDS.toNanos(paceMs);
    }

    /** One piece of work. May be broken off by a lost connection, and then begun anew. */
    abstract void turn(WorkspaceClient shop) throws Exception;

    /** Finishes what is under way, where something must be finished. */
    boolean hasUnfinishedWork() {
        return false;
    }

    @Override
    public final void run() {
        try {
            while (!ending.get() || hasUnfinishedWork()) {
                tryTurn();
                LockSupport.parkNanos(paceNs);
            }
        } catch (Throwable e) {
            failure = e;
            ending.set(true);
        } finally {
            leave();
        }
    }

    /** Null where all went well. */
    final Throwable failure() {
        return failure;
    }

    final long turns() {
        return turns;
    }

    final long cuts() {
        return cuts;
    }

    final SoakedProcess server() {
        return server.get();
    }

    final MusterClient client() {
        if (client == null || !client.isOpen()) {
            leave();
            client = server.get().connect();
        }
        return client;
    }

    /** Goes away without a word; what was under way is lost. */
    final void leave() {
        if (client != null) {
            client.close();
            client = null;
        }
    }

    /** As {@link #leave}, at the workers own wish. */
    final void cutOff() {
        cuts++;
        leave();
    }

    private void tryTurn() throws Exception {
        try {
            turn(client().workspace(WORKSPACE));
            turns++;
        } catch (MusterException e) {
            if (!PASSING.contains(e.code())) {
                throw e;
            }
            if (e.code() != ErrorCode.BUSY) {
                leave();
            }
            LockSupport.parkNanos(RETRY_NS);
        }
    }
}
