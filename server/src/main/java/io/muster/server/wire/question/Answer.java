package io.muster.server.wire.question;

/**
 * What the engine said, and as of which sequence.
 *
 * @param <T> what is answered
 */
public record Answer<T>(long sequence, T value) {}
