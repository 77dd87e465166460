package io.muster.protocol.client;

/**
 * The server's clock.
 *
 * @param nowMillis milliseconds since the epoch
 * @param manual whether it moves only when told
 * @param sequence of the command that brought it there
 */
public record ClockInfo(long nowMillis, boolean manual, long sequence) {}
