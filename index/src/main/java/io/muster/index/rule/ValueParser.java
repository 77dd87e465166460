package io.muster.index.rule;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads the values of a rule: numbers, texts, booleans, days and instants, and lists of them. */
final class ValueParser {
    private static final String VALUE = "a value (a number, a text in single quotes, true, false, a day or an instant)";
    private static final String[] WORDS = {"true", "false", "today", "yesterday", "now"};

    private final RuleCursor cursor;

    ValueParser(RuleCursor cursor) {
        this.cursor = cursor;
    }

    /** Reads one value. */
    Value value() {
        Span span = cursor.span();
        return switch (cursor.kind()) {
            case TEXT -> cursor.expectText(VALUE);
            case FIGURE -> figure(span);
            case NAME -> word(span);
            case SYMBOL -> signed(span);
            default -> throw cursor.refusal(VALUE);
        };
    }

    /** Reads values in parentheses, at least one. */
    List<Value> list() {
        cursor.expectSymbol("(");
        List<Value> values = new ArrayList<>();
        do {
            cursor.countListedValue();
            values.add(value());
        } while (cursor.takeSymbol(","));
        if (!cursor.takeSymbol(")")) {
            throw cursor.refusal("',' or ')'");
        }
        return List.copyOf(values);
    }

    /** Reads texts in parentheses, at least one. */
    List<Value.Text> texts(String expected) {
        cursor.expectSymbol("(");
        List<Value.Text> texts = new ArrayList<>();
        do {
            cursor.countListedValue();
            texts.add(cursor.expectText(expected));
        } while (cursor.takeSymbol(","));
        if (!cursor.takeSymbol(")")) {
            throw cursor.refusal("',' or ')'");
        }
        return List.copyOf(texts);
    }

    /** Reads {@code true} or {@code false}. */
    boolean bool() {
        if (cursor.takeKeyword("true")) {
            return true;
        }
        if (cursor.takeKeyword("false")) {
            return false;
        }
        throw cursor.refusal("true or false", "true", "false");
    }

    private Value word(Span span) {
        if (cursor.takeKeyword("now")) {
            return now(span);
        }
        Value value = switch (cursor.word()) {
            case "true" -> new Value.Bool(true, span);
            case "false" -> new Value.Bool(false, span);
            case "today" -> new Value.RelativeDay(0, Value.DayUnit.DAYS, span);
            case "yesterday" -> new Value.RelativeDay(-1, Value.DayUnit.DAYS, span);
            default -> throw cursor.refusal(VALUE + "; text is written in single quotes", WORDS);
        };
        cursor.take();
        return value;
    }

    private Value figure(Span span) {
        String figure = cursor.word();
        if (Amount.isNumber(figure)) {
            return decimal(figure, span);
        }
        if (Moments.isAgo(figure)) {
            Amount amount = Moments.ago(figure);
            return relativeDay(-1, amount, span);
        }
        if (Moments.isMoment(figure)) {
            Value moment = Moments.moment(figure, span, cursor);
            cursor.take();
            return moment;
        }
        if (Amount.hasUnit(figure)) {
            throw cursor.refusal(VALUE + "; a day counted from today starts with its sign, -30d");
        }
        throw cursor.refusal(VALUE);
    }

    private Value signed(Span span) {
        boolean minus = cursor.isSymbol("-");
        if (!minus && !cursor.isSymbol("+")) {
            throw cursor.refusal(VALUE);
        }
        cursor.take();
        String figure = cursor.kind() == RuleLexer.Kind.FIGURE ? cursor.word() : "";
        if (Amount.isNumber(figure)) {
            return decimal((minus ? "-" : "+") + figure, span);
        }
        Amount amount = Amount.hasUnit(figure) ? Amount.of(figure) : null;
        if (amount == null || amount.dayUnit() == null) {
            throw cursor.refusal("a number or a count of days, weeks, months or years with its unit (d, w, m, y); "
                    + "hours and minutes are counted from now, now - 36h");
        }
        return relativeDay(minus ? -1 : 1, amount, span);
    }

    private Value decimal(String written, Span span) {
        if (written.length() > RuleLimits.NUMBER_DIGITS && digits(written) > RuleLimits.NUMBER_DIGITS) {
            throw new RuleException(
                    span,
                    String.format(Locale.ROOT, "a number of %,d digits", digits(written)),
                    "at most " + RuleLimits.NUMBER_DIGITS);
        }
        cursor.take();
        return new Value.Decimal(new BigDecimal(written), written, cursor.since(span));
    }

    private static long digits(String number) {
        return number.chars().filter(Character::isDigit).count();
    }

    private Value relativeDay(int sign, Amount amount, Span span) {
        if (amount.count() > Amount.most(amount.dayUnit())) {
            throw tooFar(Amount.most(amount.dayUnit()), amount.dayUnit().name().toLowerCase(Locale.ROOT));
        }
        cursor.take();
        return new Value.RelativeDay(sign * (int) amount.count(), amount.dayUnit(), cursor.since(span));
    }

    private Value now(Span span) {
        boolean minus = cursor.isSymbol("-");
        if (!minus && !cursor.isSymbol("+")) {
            return new Value.NowOffset(0, span);
        }
        cursor.take();
        String figure = cursor.kind() == RuleLexer.Kind.FIGURE ? cursor.word() : "";
        Amount amount = Amount.hasUnit(figure) ? Amount.of(figure) : null;
        if (amount == null || amount.unitMillis() == 0) {
            throw cursor.refusal("an amount of time with its unit (s, min, h, d, w), such as 36h"
                    + (amount != null && amount.dayUnit() == Value.DayUnit.MONTHS ? "; minutes are written min" : ""));
        }
        long mostUnits = Amount.MOST_MILLIS / amount.unitMillis();
        if (amount.count() > mostUnits) {
            throw tooFar(mostUnits, amount.unit());
        }
        cursor.take();
        long millis = amount.count() * amount.unitMillis();
        return new Value.NowOffset(minus ? -millis : millis, cursor.since(span));
    }

    private RuleException tooFar(long most, String unit) {
        return cursor.refusal(String.format(Locale.ROOT, "at most %d %s (ten thousand years)", most, unit));
    }
}
