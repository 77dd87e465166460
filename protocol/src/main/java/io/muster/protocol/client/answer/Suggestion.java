package io.muster.protocol.client.answer;

/**
 * A value that a field or parameter has had.
 *
 * @param value as it is written in a rule, without quotes
 * @param count how often it is there
 */
public record Suggestion(String value, long count) {}
