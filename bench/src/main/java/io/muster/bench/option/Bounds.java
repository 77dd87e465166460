package io.muster.bench.option;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Holds the numbers that a measurement was told to those that it can do something with. For one thread. */
public final class Bounds {
    /** Exit code of a command line that is refused, as picocli has it. */
    public static final int REFUSED = 2;

    private final List<String> refusals = new ArrayList<>();

    /** A whole number, both bounds included. */
    public Bounds within(String option, long found, long least, long most) {
        return found < least || found > most ? refuse(option, String.valueOf(found), least + " to " + most) : this;
    }

    /** A whole number of {@code least} or more. */
    public Bounds atLeast(String option, long found, long least) {
        return found < least ? refuse(option, String.valueOf(found), least + " or more") : this;
    }

    /** More than nothing, and at most {@code most}. */
    public Bounds positive(String option, double found, double most) {
        return found > 0 && found <= most
                ? this
                : refuse(option, String.valueOf(found), "more than 0 and at most " + most);
    }

    /** More than nothing. */
    public Bounds positive(String option, double found) {
        return found > 0 ? this : refuse(option, String.valueOf(found), "more than 0");
    }

    /** Not less than nothing. */
    public Bounds notNegative(String option, double found) {
        return found >= 0 ? this : refuse(option, String.valueOf(found), "0 or more");
    }

    /** Notes that what was found for an option isn't what it takes. */
    public Bounds refuse(String option, String found, String expected) {
        refusals.add(option + ": found " + found + ", expected " + expected);
        return this;
    }

    /** Whether any number is refused; prints a line for each that is. */
    public boolean areBroken(PrintStream errors) {
        refusals.forEach(errors::println);
        return !refusals.isEmpty();
    }
}
