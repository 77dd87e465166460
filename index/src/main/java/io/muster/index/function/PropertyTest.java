package io.muster.index.function;

import io.muster.index.history.EventProperties;
import io.muster.index.record.Decimals;
import io.muster.index.record.ValueType;
import java.math.BigDecimal;

/**
 * What a function asks of a property of an event: of a number, or of texts. A text that is a decimal is that number
 * where a number is asked for. One thread.
 */
public final class PropertyTest {
    private final TextTest name;
    private final NumberTest number;
    private final TextTest text;
    private boolean found;
    private boolean matched;

    /**
     * A test.
     *
     * @param name accepts the property's name
     * @param number null where texts are asked for
     * @param text null where a number is asked for
     */
    public PropertyTest(TextTest name, NumberTest number, TextTest text) {
        this.name = name;
        this.number = number;
        this.text = text;
    }

    void reset() {
        found = false;
        matched = false;
    }

    /** Looks at one property of the event. */
    void see(EventProperties property) {
        if (!name.matches(property.name())) {
            return;
        }
        if (number == null) {
            found = true;
            matched |= textMatches(property);
            return;
        }
        long millionths = numberOf(property);
        if (millionths != Picker.NO_NUMBER) {
            found = true;
            matched |= number.ranges().contains(millionths);
        }
    }

    /** Whether it holds, after all properties were seen. A property that is not there is none of what is asked for. */
    boolean holds() {
        boolean negated = number == null ? text.negated() : number.negated();
        return (found && matched) != negated;
    }

    /** The property as a number, in millionths, or {@link Picker#NO_NUMBER}. */
    static long numberOf(EventProperties property) {
        return switch (property.type()) {
            case ValueType.DECIMAL -> property.number();
            case ValueType.TEXT -> decimal(property.text());
            default -> Picker.NO_NUMBER;
        };
    }

    private boolean textMatches(EventProperties property) {
        return switch (property.type()) {
            case ValueType.TEXT -> text.matches(property.text());
            case ValueType.TEXT_LIST -> property.texts().stream().anyMatch(text::matches);
            case ValueType.TRUE -> text.matches("true");
            case ValueType.FALSE -> text.matches("false");
            case ValueType.DECIMAL ->
                text.matches(Decimals.toDecimal(property.number()).toPlainString());
            default -> false;
        };
    }

    private static long decimal(String text) {
        if (text.isEmpty() || text.length() > 40 || !isDecimal(text)) {
            return Picker.NO_NUMBER;
        }
        BigDecimal decimal = new BigDecimal(text);
        return Decimals.fits(decimal) ? Decimals.toMillionths(decimal) : Picker.NO_NUMBER;
    }

    private static boolean isDecimal(String text) {
        int start = text.charAt(0) == '-' ? 1 : 0;
        int points = 0;
        int digits = 0;
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            points += c == '.' ? 1 : 0;
            digits += c >= '0' && c <= '9' ? 1 : 0;
        }
        return digits > 0 && points <= 1 && start + points + digits == text.length();
    }
}
