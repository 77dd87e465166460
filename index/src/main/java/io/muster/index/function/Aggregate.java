package io.muster.index.function;

import io.muster.index.field.AverageTest;
import io.muster.index.record.Decimals;

/** What must hold of the picked events together. One thread. */
public abstract class Aggregate {
    /** Before the first event of a customer. */
    void reset() {}

    /** Another picked event; its properties are with the picker. */
    void add(Picker picker) {}

    abstract boolean holds(Tally tally);

    /** At least one: what is meant where no aggregate is given. */
    public static final class AtLeastOne extends Aggregate {
        @Override
        boolean holds(Tally tally) {
            return tally.counted() > 0;
        }
    }

    /** How many events or orders. */
    public static final class Count extends Aggregate {
        private final NumberTest test;

        public Count(NumberTest test) {
            this.test = test;
        }

        /** What is asked of it. */
        public NumberTest test() {
            return test;
        }

        @Override
        boolean holds(Tally tally) {
            return test.holds(tally.counted() * Decimals.ONE);
        }
    }

    /** The sum of amounts. */
    public static final class SumOfAmounts extends Aggregate {
        private final NumberTest test;

        public SumOfAmounts(NumberTest test) {
            this.test = test;
        }

        /** What is asked of it. */
        public NumberTest test() {
            return test;
        }

        @Override
        boolean holds(Tally tally) {
            return test.holds(tally.amount());
        }
    }

    /** The sum of quantities. */
    public static final class SumOfQuantities extends Aggregate {
        private final NumberTest test;

        public SumOfQuantities(NumberTest test) {
            this.test = test;
        }

        /** What is asked of it. */
        public NumberTest test() {
            return test;
        }

        @Override
        boolean holds(Tally tally) {
            return test.holds(tally.quantity());
        }
    }

    /** The amounts' sum over their count. */
    public static final class AverageOfAmounts extends Aggregate {
        private final AverageTest test;
        private final boolean negated;

        public AverageOfAmounts(AverageTest test, boolean negated) {
            this.test = test;
            this.negated = negated;
        }

        @Override
        boolean holds(Tally tally) {
            return test.holds(tally.amount(), tally.counted()) != negated;
        }
    }

    /** The sum, least or greatest of a property that is a number. */
    public static final class OfProperty extends Aggregate {
        /** Which of them. */
        public enum Kind {
            SUM,
            MIN,
            MAX
        }

        private final Kind kind;
        private final int nameId;
        private final NumberTest test;
        private final WideSum sum = new WideSum();
        private long extreme;
        private boolean any;

        /**
         * An aggregate.
         *
         * @param nameId of the property
         */
        public OfProperty(Kind kind, int nameId, NumberTest test) {
            this.kind = kind;
            this.nameId = nameId;
            this.test = test;
        }

        @Override
        void reset() {
            any = false;
            sum.clear();
        }

        @Override
        void add(Picker picker) {
            long number = picker.numberOf(nameId);
            if (number != Picker.NO_NUMBER) {
                sum.add(number);
                extreme = any ? furthest(number) : number;
                any = true;
            }
        }

        @Override
        boolean holds(Tally tally) {
            return holds(any, kind == Kind.SUM ? sum.nearest() : extreme);
        }

        private long furthest(long number) {
            return kind == Kind.MIN ? Math.min(extreme, number) : Math.max(extreme, number);
        }

        /** Whether it holds for that result, of some numbers or of none. */
        boolean holds(boolean some, long total) {
            return some || kind == Kind.SUM ? test.holds(total) : test.holdsForMissing();
        }

        /** Which of them it is. */
        public Kind kind() {
            return kind;
        }

        /** The number of the property's name. */
        public int nameId() {
            return nameId;
        }

        /** What is asked of it. */
        public NumberTest test() {
            return test;
        }
    }
}
