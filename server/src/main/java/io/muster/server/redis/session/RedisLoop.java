package io.muster.server.redis.session;

import io.muster.server.metrics.RequestMeter;
import io.muster.server.security.Doorkeeper;
import io.muster.server.wire.backend.Backend;
import io.muster.server.wire.flow.WireLoad;
import io.muster.server.wire.session.PieceTurns;

/**
 * What the connections of one I/O thread share, and that thread alone may use.
 *
 * @param backend what is asked
 * @param doorkeeper lets in
 * @param commands by name
 * @param keys that were asked for lately
 * @param gathered what is looked up together
 * @param meter measures commands, by their place in the table
 * @param load of all connections
 * @param greetingTimeoutMs from connection to login, where one is needed
 * @param identity what the server says of itself
 * @param turns for what takes longer than a look-up
 */
public record RedisLoop(
        Backend backend,
        Doorkeeper doorkeeper,
        CommandTable commands,
        KeyTable keys,
        GatheredMembers gathered,
        RequestMeter meter,
        WireLoad load,
        int greetingTimeoutMs,
        ServerIdentity identity,
        PieceTurns turns) {
    /** What is shared from the first connection on. */
    public RedisLoop(
            Backend backend,
            Doorkeeper doorkeeper,
            CommandTable commands,
            RequestMeter meter,
            WireLoad load,
            int greetingTimeoutMs,
            ServerIdentity identity) {
        this(
                backend,
                doorkeeper,
                commands,
                new KeyTable(backend),
                new GatheredMembers(),
                meter,
                load,
                greetingTimeoutMs,
                identity,
                new PieceTurns());
    }
}
