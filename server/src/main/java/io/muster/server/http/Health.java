package io.muster.server.http;

import io.muster.server.ServerState;

/**
 * Whether a server serves.
 *
 * @param state where it is in its life
 * @param reason what it is busy with, or why it takes no records; empty where there is nothing to say
 */
public record Health(ServerState state, String reason) {
    /** Whether it takes records and answers. */
    public boolean isServing() {
        return state == ServerState.SERVING;
    }
}
