package io.muster.index.outlook;

import io.muster.index.field.LongField;
import io.muster.index.function.Effort;

/** A condition on a date, whose value may itself move as time passes. One thread. */
final class DateForecast extends Forecast {
    private final DateQuestion question;
    private final DateCourse course;
    private int step;
    private long atMillis;
    private boolean holds;
    private long nextMillis;

    DateForecast(DateQuestion question, DateCourse course, long nowMillis) {
        this.question = question;
        this.course = course;
        atMillis = nowMillis;
        look();
    }

    @Override
    boolean holds() {
        return holds;
    }

    @Override
    long nextMillis() {
        return nextMillis;
    }

    @Override
    boolean advance(Effort effort) {
        effort.spend(1);
        atMillis = nextMillis;
        if (atMillis == course.changesMillis(step)) {
            step++;
        }
        look();
        return true;
    }

    @Override
    boolean recurs() {
        return question.recurs();
    }

    private void look() {
        long value = course.value(step);
        boolean missing = value == LongField.MISSING;
        holds = !missing && question.holds(value, atMillis);
        long own = missing ? NEVER : question.nextMillis(value, atMillis);
        nextMillis = Math.min(own, course.changesMillis(step));
    }
}
