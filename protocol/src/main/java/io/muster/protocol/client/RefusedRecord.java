package io.muster.protocol.client;

/**
 * A record that was not taken.
 *
 * @param line in the batch, from 0
 * @param column in the line, from 1; 0 where it is not known
 * @param field as the record names it, {@code items[2].price}; empty where the line as a whole is wrong
 * @param reason what was found and what was expected
 */
public record RefusedRecord(int line, int column, String field, String reason) {}
