package io.muster.index.criterion;

/** Hears of each customer who entered or left a criterion, after its members have changed. */
@FunctionalInterface
public interface Flips {
    void flipped(Criterion criterion, int ordinal);
}
