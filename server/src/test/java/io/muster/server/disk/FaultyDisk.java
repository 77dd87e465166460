package io.muster.server.disk;

import static io.muster.server.disk.DiskCall.Kind.CREATE;
import static io.muster.server.disk.DiskCall.Kind.CREATE_DIRECTORIES;
import static io.muster.server.disk.DiskCall.Kind.DELETE;
import static io.muster.server.disk.DiskCall.Kind.FORCE;
import static io.muster.server.disk.DiskCall.Kind.FORCE_DIRECTORY;
import static io.muster.server.disk.DiskCall.Kind.LIST;
import static io.muster.server.disk.DiskCall.Kind.OPEN;
import static io.muster.server.disk.DiskCall.Kind.RENAME;
import static io.muster.server.disk.DiskCall.Kind.TRY_LOCK;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A disk whose calls fail when told to: the Nth, once or for ever, or those that a test picks; that writes short, or is
 * full. It remembers its calls. What lies under it is a {@link CrashDisk} unless another is given. All methods: any
 * thread.
 *
 * <p>A write that fails leaves half of its bytes behind; a force that fails loses what it was to force, whatever is
 * forced later.
 */
public final class FaultyDisk implements Disk {
    private final Disk disk;
    private final List<DiskCall> log = new ArrayList<>();
    private Predicate<DiskCall> faults = call -> false;
    private Consumer<DiskCall> listener = call -> {};
    private boolean shortWrites;
    private long freeBytes = Long.MAX_VALUE;
    private CompletableFuture<Void> forceGate = CompletableFuture.completedFuture(null);

    /** On an empty {@link CrashDisk}. */
    public FaultyDisk() {
        this(new CrashDisk());
    }

    /** On {@code disk}. */
    public FaultyDisk(Disk disk) {
        this.disk = disk;
    }

    /** The call number {@code call}, counted from 1, fails; and all after it, if {@code always}. */
    public FaultyDisk failAt(long call, boolean always) {
        return failWhen(each -> each.number() == call || always && each.number() > call);
    }

    /** Every call that {@code which} picks fails. It takes the place of what was said before. */
    public synchronized FaultyDisk failWhen(Predicate<DiskCall> which) {
        faults = which;
        return this;
    }

    /** The first call that {@code which} picks fails. It takes the place of what was said before. */
    public FaultyDisk failOnceWhen(Predicate<DiskCall> which) {
        boolean[] failed = new boolean[1];
        return failWhen(call -> {
            boolean fails = !failed[0] && which.test(call);
            failed[0] |= fails;
            return fails;
        });
    }

    /** Every write takes half of what it is given. */
    public synchronized FaultyDisk writeShort() {
        shortWrites = true;
        return this;
    }

    /** A file can grow, all files together, by {@code bytes} more; then writes are cut short, and then fail. */
    public synchronized FaultyDisk leaveRoomFor(long bytes) {
        freeBytes = bytes;
        return this;
    }

    /** No call fails any more, and there is room. */
    public synchronized FaultyDisk repair() {
        shortWrites = false;
        freeBytes = Long.MAX_VALUE;
        return failWhen(call -> false);
    }

    /** Tells {@code newListener} of each call when it has been done or has failed, on the calling thread. */
    public synchronized FaultyDisk afterEachCall(Consumer<DiskCall> newListener) {
        listener = newListener;
        return this;
    }

    /** How many calls there were. */
    public synchronized long calls() {
        return log.size();
    }

    /** All calls, in order. */
    public synchronized List<DiskCall> log() {
        return List.copyOf(log);
    }

    /** How many of them forced a file. */
    public synchronized long forces() {
        return log.stream().filter(call -> call.kind() == FORCE).count();
    }

    /** Lets no force of a file return until the result is completed. */
    public synchronized CompletableFuture<Void> holdForce() {
        forceGate = new CompletableFuture<>();
        return forceGate;
    }

    /** What lies under it, where that is a {@link CrashDisk}. */
    public CrashDisk memory() {
        return (CrashDisk) disk;
    }

    /** As {@link CrashDisk#crash()}, with no faults. */
    public FaultyDisk crash() {
        return new FaultyDisk(memory().crash());
    }

    /** As {@link CrashDisk#crash(Random)}, with no faults. */
    public FaultyDisk crash(Random random) {
        return new FaultyDisk(memory().crash(random));
    }

    /** As {@link CrashDisk#kill()}, with no faults. */
    public FaultyDisk kill() {
        return new FaultyDisk(memory().kill());
    }

    /** The bytes of a file. */
    public byte[] bytes(Path file) {
        return memory().bytes(file);
    }

    /** Puts a file there, as if it had been forced. */
    public void put(Path path, byte[] bytes) {
        memory().put(path, bytes);
    }

    @Override
    public void createDirectories(Path directory) throws IOException {
        call(CREATE_DIRECTORIES, directory, () -> {
            disk.createDirectories(directory);
            return null;
        });
    }

    @Override
    public DiskFile create(Path path) throws IOException {
        return call(CREATE, path, () -> new FaultyFile(this, path, disk.create(path)));
    }

    @Override
    public DiskFile open(Path path) throws IOException {
        return call(OPEN, path, () -> new FaultyFile(this, path, disk.open(path)));
    }

    @Override
    public List<Path> list(Path directory) throws IOException {
        return call(LIST, directory, () -> disk.list(directory));
    }

    @Override
    public void delete(Path path) throws IOException {
        call(DELETE, path, () -> {
            disk.delete(path);
            return null;
        });
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        call(RENAME, from, () -> {
            disk.rename(from, to);
            return null;
        });
    }

    @Override
    public void forceDirectory(Path directory) throws IOException {
        call(FORCE_DIRECTORY, directory, () -> {
            disk.forceDirectory(directory);
            return null;
        });
    }

    @Override
    public Closeable tryLock(Path path) throws IOException {
        return call(TRY_LOCK, path, () -> disk.tryLock(path));
    }

    /** What a call does. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws IOException;
    }

    <T> T call(DiskCall.Kind kind, Path path, Work<T> work) throws IOException {
        return call(kind, path, 0, 0, work, () -> {});
    }

    /** Does {@code work}, or {@code wreck} and then fails. */
    <T> T call(DiskCall.Kind kind, Path path, long position, int lengthBytes, Work<T> work, Runnable wreck)
            throws IOException {
        DiskCall call;
        boolean fails;
        Consumer<DiskCall> told;
        synchronized (this) {
            call = new DiskCall(log.size() + 1, kind, path, position, lengthBytes);
            log.add(call);
            fails = faults.test(call);
            told = listener;
        }
        try {
            if (fails) {
                wreck.run();
                throw new IOException("injected fault: " + kind.name().toLowerCase(java.util.Locale.ROOT) + " " + path);
            }
            return work.run();
        } finally {
            told.accept(call);
        }
    }

    synchronized boolean writesShort() {
        return shortWrites;
    }

    /** How many of {@code wanted} bytes a file may grow by; they are taken. */
    synchronized long takeRoom(long wanted) {
        long taken = Math.min(wanted, freeBytes);
        freeBytes -= freeBytes == Long.MAX_VALUE ? 0 : taken;
        return taken;
    }

    synchronized CompletableFuture<Void> forceGate() {
        return forceGate;
    }

    void loseUnforced(Path path) {
        if (disk instanceof CrashDisk memory) {
            memory.loseUnforced(path);
        }
    }
}
