package io.muster.server.disk;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/**
 * A disk in memory that fails, writes short, and after a crash remembers what was forced only. All methods: any thread.
 */
public final class FaultyDisk implements Disk {
    private static final int SECTOR_LENGTH = 512;

    private final Map<Path, FaultyFile> names = new TreeMap<>();
    private final Map<Path, FaultyFile> forcedNames = new TreeMap<>();
    private final Set<Path> locks = new HashSet<>();
    private long calls;
    private long failingCall = Long.MAX_VALUE;
    private boolean forEver;
    private boolean shortWrites;
    private long forces;
    private CompletableFuture<Void> forceGate = CompletableFuture.completedFuture(null);

    /** The call number {@code call}, counted from 1, fails; and all after it, if {@code always}. */
    public synchronized FaultyDisk failAt(long call, boolean always) {
        failingCall = call;
        forEver = always;
        return this;
    }

    /** Every write takes half of what it is given. */
    public synchronized FaultyDisk writeShort() {
        shortWrites = true;
        return this;
    }

    /** How many calls there were. */
    public synchronized long calls() {
        return calls;
    }

    /** How many of them forced a file. */
    public synchronized long forces() {
        return forces;
    }

    /** Lets no force of a file return until the result is completed. */
    public synchronized CompletableFuture<Void> holdForce() {
        forceGate = new CompletableFuture<>();
        return forceGate;
    }

    /** What is there after the power went: forced names and forced bytes. */
    public synchronized FaultyDisk crash() {
        return crash(null);
    }

    /**
     * The same, but of what was not forced some 512-byte sectors are there too, and the file may be longer than they
     * reach.
     */
    public synchronized FaultyDisk crash(Random random) {
        FaultyDisk after = new FaultyDisk();
        forcedNames.forEach((path, file) -> {
            FaultyFile survivor = new FaultyFile(after);
            survivor.set(random == null ? file.forcedBytes() : torn(file, random));
            after.names.put(path, survivor);
            after.forcedNames.put(path, survivor);
        });
        return after;
    }

    /** The bytes of a file. */
    public synchronized byte[] bytes(Path file) {
        return names.get(file).bytes();
    }

    /** Puts a file there, as if it had been forced. */
    public synchronized void put(Path path, byte[] bytes) {
        FaultyFile file = new FaultyFile(this);
        file.set(bytes);
        names.put(path, file);
        forcedNames.put(path, file);
    }

    @Override
    public synchronized void createDirectories(Path directory) throws IOException {
        call("createDirectories " + directory);
    }

    @Override
    public synchronized DiskFile create(Path path) throws IOException {
        call("create " + path);
        if (names.containsKey(path)) {
            throw new FileAlreadyExistsException(path.toString());
        }
        FaultyFile file = new FaultyFile(this);
        names.put(path, file);
        return file;
    }

    @Override
    public synchronized DiskFile open(Path path) throws IOException {
        call("open " + path);
        return named(path);
    }

    @Override
    public synchronized List<Path> list(Path directory) throws IOException {
        call("list " + directory);
        return names.keySet().stream()
                .filter(path -> directory.equals(path.getParent()))
                .toList();
    }

    @Override
    public synchronized void delete(Path path) throws IOException {
        call("delete " + path);
        named(path);
        names.remove(path);
    }

    @Override
    public synchronized void rename(Path from, Path to) throws IOException {
        call("rename " + from);
        FaultyFile file = named(from);
        names.remove(from);
        names.put(to, file);
    }

    @Override
    public synchronized void forceDirectory(Path directory) throws IOException {
        call("forceDirectory " + directory);
        forcedNames.keySet().removeIf(path -> directory.equals(path.getParent()));
        names.forEach((path, file) -> {
            if (directory.equals(path.getParent())) {
                forcedNames.put(path, file);
            }
        });
    }

    @Override
    public synchronized Closeable tryLock(Path path) throws IOException {
        call("tryLock " + path);
        return locks.add(path) ? () -> unlock(path) : null;
    }

    synchronized boolean fails() {
        calls++;
        return calls == failingCall || forEver && calls > failingCall;
    }

    synchronized boolean writesShort() {
        return shortWrites;
    }

    void force() throws IOException {
        call("force");
        CompletableFuture<Void> gate;
        synchronized (this) {
            forces++;
            gate = forceGate;
        }
        gate.join();
    }

    void call(String what) throws IOException {
        if (fails()) {
            throw new IOException("injected fault: " + what);
        }
    }

    private synchronized void unlock(Path path) {
        locks.remove(path);
    }

    private FaultyFile named(Path path) throws NoSuchFileException {
        FaultyFile file = names.get(path);
        if (file == null) {
            throw new NoSuchFileException(path.toString());
        }
        return file;
    }

    private static byte[] torn(FaultyFile file, Random random) {
        byte[] forced = file.forcedBytes();
        byte[] written = file.bytes();
        if (written.length <= forced.length) {
            return forced;
        }
        int length = forced.length + random.nextInt(written.length - forced.length + 1);
        byte[] torn = new byte[length];
        System.arraycopy(forced, 0, torn, 0, forced.length);
        int at = forced.length;
        while (at < length) {
            int end = Math.min(length, (at / SECTOR_LENGTH + 1) * SECTOR_LENGTH);
            if (random.nextBoolean()) {
                System.arraycopy(written, at, torn, at, end - at);
            }
            at = end;
        }
        return torn;
    }
}
