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
        RequestMeter meter,
        WireLoad load,
        int greetingTimeoutMs,
        ServerIdentity identity,
        PieceTurns turns) {}
