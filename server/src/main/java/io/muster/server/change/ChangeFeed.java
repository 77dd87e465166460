package io.muster.server.change;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets followers of a change log have their turns, one after the other, on a thread of its own: the disk is read
 * nowhere else. Any thread.
 */
public final class ChangeFeed implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ChangeFeed.class);
    private static final long NEWS_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long RECENT_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    /** What a follower does next. */
    public enum Turn {
        /** It has more to do at once. */
        AGAIN,
        /** It waits for changes, or for its heartbeat. */
        AWAIT,
        /** It waits for its reader, and comes back by {@link #resume}. */
        PAUSE,
        /** It is done and has left. */
        LEAVE
    }

    /** One who follows. */
    public interface Follower {
        /** Does a bounded piece of work. The feed's thread. */
        Turn turn();

        /** It has no turn any more: releases what it holds. */
        void left();
    }

    private final ChangeLog log;
    private final FeedOptions options;
    private final Queue<Follower> ready = new ConcurrentLinkedQueue<>();
    private final ArrayDeque<Follower> waiting = new ArrayDeque<>();
    private final Set<Follower> followers = ConcurrentHashMap.newKeySet();
    private final AtomicInteger places = new AtomicInteger();
    private final Thread thread;
    private long lookedAtNanos;
    private long newsAtNanos = System.nanoTime();
    private long seenSequence;
    private volatile boolean closed;

    /** Starts it. */
    public ChangeFeed(ChangeLog log, FeedOptions options) {
        this.log = log;
        this.options = options;
        thread = Thread.ofPlatform().name("muster-change-feed").daemon().start(this::run);
    }

    /** What is followed. */
    public ChangeLog log() {
        return log;
    }

    /** The bounds of followers. */
    public FeedOptions options() {
        return options;
    }

    /** How many follow. */
    public int followers() {
        return places.get();
    }

    /** Takes one more, who has a turn soon; false where there are too many. */
    public boolean enter(Follower follower) {
        if (places.incrementAndGet() > options.maxFollowers()) {
            places.decrementAndGet();
            return false;
        }
        followers.add(follower);
        resume(follower);
        return true;
    }

    /** The follower is to have a turn; not while it has one to come already. */
    public void resume(Follower follower) {
        ready.add(follower);
        LockSupport.unpark(thread);
    }

    /** Ends the turns; whoever follows hears nothing more. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        followers.forEach(this::leave);
    }

    private void leave(Follower follower) {
        if (followers.remove(follower)) {
            places.decrementAndGet();
            follower.left();
        }
    }

    private void run() {
        while (!closed) {
            Follower follower = ready.poll();
            if (follower != null) {
                turn(follower);
            }
            callWaiting();
            if (follower == null && ready.isEmpty()) {
                sleep();
            }
        }
    }

    private void turn(Follower follower) {
        Turn next;
        try {
            next = follower.turn();
        } catch (RuntimeException e) {
            LOG.error("a follower of changes failed", e);
            next = Turn.LEAVE;
        }
        switch (next) {
            case AGAIN -> ready.add(follower);
            case AWAIT -> waiting.add(follower);
            case LEAVE -> leave(follower);
            case PAUSE -> {}
        }
    }

    /** All who wait have a turn when there is news, and as often as heartbeats need it. */
    private void callWaiting() {
        if (waiting.isEmpty()) {
            return;
        }
        long nowNanos = System.nanoTime();
        long sequence = log.visibleSequence();
        if (sequence != seenSequence) {
            newsAtNanos = nowNanos;
        }
        boolean heartbeat = nowNanos - lookedAtNanos >= TimeUnit.MILLISECONDS.toNanos(options.heartbeatMillis()) / 4;
        if (sequence != seenSequence || heartbeat) {
            seenSequence = sequence;
            lookedAtNanos = nowNanos;
            ready.addAll(waiting);
            waiting.clear();
        }
    }

    private void sleep() {
        boolean recent = System.nanoTime() - newsAtNanos < RECENT_NANOS;
        long nanos = waiting.isEmpty() ? TimeUnit.SECONDS.toNanos(1) : recent ? NEWS_NANOS : QUIET_NANOS;
        LockSupport.parkNanos(this, nanos);
    }
}
