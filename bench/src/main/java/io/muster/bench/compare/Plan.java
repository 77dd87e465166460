package io.muster.bench.compare;

/**
 * How the cases are asked.
 *
 * @param window requests under way on a connection
 * @param eventsPerSecond that arrive beside look-ups
 * @param busyPoll whether muster was started so
 * @param seed of the customers that are asked about
 */
record Plan(int window, int eventsPerSecond, boolean busyPoll, long seed) {
    /** Frames of 64 ids under way: about as many ids as of the others, but not fewer than a few frames. */
    int frameWindow() {
        return Math.max(16, window / RequestSets.FRAME_IDS * 4);
    }

    /** Frames of 1,024 ordinals under way: a quarter of that, four times as many customers. */
    int longFrameWindow() {
        return Math.max(8, frameWindow() / 4);
    }
}
