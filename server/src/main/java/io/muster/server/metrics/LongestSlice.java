package io.muster.server.metrics;

/**
 * The longest of some slices of the engine thread's work.
 *
 * @param work the command's kind, or what asked
 * @param tookNs by the clock
 * @param processorNs what of it the thread had of a processor, up to a millisecond too much
 */
public record LongestSlice(String work, long tookNs, long processorNs) {}
