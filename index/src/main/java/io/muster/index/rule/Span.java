package io.muster.index.rule;

/**
 * Where a piece of a rule stands in its text.
 *
 * @param start first character, counted from 0
 * @param end one past the last character
 * @param line of the first character, counted from 1
 * @param column of the first character in its line, counted from 1
 */
public record Span(int start, int end, int line, int column) {}
