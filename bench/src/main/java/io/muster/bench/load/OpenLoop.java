package io.muster.bench.load;

import java.util.ArrayList;
import java.util.List;

/** Sends requests on several connections at once, a thread each, at a rate that does not heed the answers. */
final class OpenLoop {
    private OpenLoop() {}

    /**
     * Returns when {@code warmUpSeconds + seconds} have passed and all that was due by then is answered.
     *
     * @param connections a request each, that is sent again and again
     * @param perSecond of all connections together
     */
    static LoadResult run(List<Request> connections, double perSecond, double warmUpSeconds, double seconds)
            throws InterruptedException {
        long fromNs = System.nanoTime() + Math.round(warmUpSeconds * 1e9);
        long untilNs = fromNs + Math.round(seconds * 1e9);
        List<PacedRequests> paced = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (Request each : connections) {
            PacedRequests requests = new PacedRequests(each, perSecond / connections.size());
            paced.add(requests);
            threads.add(Thread.ofPlatform()
                    .name("load-" + threads.size())
                    .daemon()
                    .unstarted(() -> requests.run(fromNs, dueNs -> dueNs - untilNs < 0)));
        }
        threads.forEach(Thread::start);
        for (Thread each : threads) {
            each.join();
        }
        return LoadResult.of(paced, Math.max(seconds, (System.nanoTime() - fromNs) / 1e9));
    }
}
