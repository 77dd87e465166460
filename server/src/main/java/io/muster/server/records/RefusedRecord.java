package io.muster.server.records;

/**
 * A line that was not taken.
 *
 * @param line in its batch, from 1, blank lines counted
 * @param column of what is at fault, in characters (Unicode code points), from 1
 * @param field its JSON path; null where it has none
 * @param reason what was found and what was expected
 */
public record RefusedRecord(int line, int column, String field, String reason) {}
