package io.muster.bench.offence.index;

/** Breaks: index starts no thread. */
final class StartsThread {
    private StartsThread() {}

    static void start() {
        Thread.ofPlatform().start(() -> {});
    }
}
