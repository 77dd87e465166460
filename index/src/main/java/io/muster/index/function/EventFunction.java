package io.muster.index.function;

import java.util.List;
import java.util.function.Supplier;

/**
 * A function over events as a rule asks it; the key among the functions of a workspace.
 *
 * @param text canonical, equal for equal questions
 * @param parts makes what answers it
 */
public record EventFunction(String text, Supplier<Parts> parts) {
    /**
     * What answers a function.
     *
     * @param picker which events, their date apart
     * @param date which dates
     * @param aggregates what must hold of them together; at least one
     */
    public record Parts(Picker picker, DateTest date, List<Aggregate> aggregates) {}

    @Override
    public boolean equals(Object other) {
        return other instanceof EventFunction function && text.equals(function.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
