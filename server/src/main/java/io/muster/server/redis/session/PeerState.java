package io.muster.server.redis.session;

import java.util.concurrent.atomic.AtomicLong;

/** What a peer has said of itself. Belongs to the I/O thread. */
public final class PeerState {
    private static final AtomicLong LAST_ID = new AtomicLong();

    private final long id = LAST_ID.incrementAndGet();
    private final long sinceMillis = System.currentTimeMillis();
    private String name = "";
    private String library = "";
    private String libraryVersion = "";

    /** A number that no other connection of this process has or had. */
    public long id() {
        return id;
    }

    /** When it came, milliseconds since the epoch. */
    public long sinceMillis() {
        return sinceMillis;
    }

    /** Empty where it has none. */
    public String name() {
        return name;
    }

    public void name(String newName) {
        name = newName;
    }

    /** Empty where it has not said. */
    public String library() {
        return library;
    }

    public void library(String newLibrary) {
        library = newLibrary;
    }

    /** Empty where it has not said. */
    public String libraryVersion() {
        return libraryVersion;
    }

    public void libraryVersion(String newVersion) {
        libraryVersion = newVersion;
    }

    /** Forgets its name. */
    void reset() {
        name = "";
    }
}
