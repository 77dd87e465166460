package io.muster.server.records;

/**
 * Why a record was not taken.
 *
 * @param column of the value, key or character at fault, in characters (Unicode code points) of the line, from 1; 1
 *     where something is missing
 * @param field its JSON path ({@code total}, {@code items[2].price}, {@code fields.shoe_size}); null where it has none
 * @param reason what was found and what was expected
 */
public record Refusal(int column, String field, String reason) {}
