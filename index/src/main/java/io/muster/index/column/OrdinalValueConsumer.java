package io.muster.index.column;

/** Takes the values of a column one by one. */
@FunctionalInterface
public interface OrdinalValueConsumer {
    void accept(int ordinal, long value);
}
