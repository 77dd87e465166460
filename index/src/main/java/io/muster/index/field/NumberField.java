package io.muster.index.field;

import io.muster.index.criterion.Flips;
import io.muster.index.record.Decimals;

/** Exact decimals, kept in millionths. */
public final class NumberField extends LongField {
    public NumberField(String name, Flips flips) {
        super(name, FieldKind.NUMBER, flips);
    }

    @Override
    public Object value(int ordinal) {
        long value = get(ordinal);
        return value == MISSING ? null : Decimals.toDecimal(value);
    }
}
