package io.muster.bench.load;

import java.io.IOException;

/** One request, from being sent to being answered. One thread. */
@FunctionalInterface
public interface Request {
    /** Returns when the answer is there; throws where there is none, or a refusal. */
    void send() throws IOException;
}
