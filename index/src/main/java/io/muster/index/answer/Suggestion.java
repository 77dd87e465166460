package io.muster.index.answer;

/**
 * A value that a field or parameter has had.
 *
 * @param value as it is written in a rule, without quotes
 * @param count how often it is there: customers for a field; for a parameter, occurrences among the events looked at
 */
public record Suggestion(String value, long count) {}
