package io.muster.index.function;

import io.muster.index.history.EventProperties;
import io.muster.index.record.Decimals;
import io.muster.index.record.ValueType;
import java.math.BigDecimal;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What a function asks of a property of an event: of a number, or of texts. A text that is a decimal is that number
 * where a number is asked for. One thread.
 */
public final class PropertyTest {
    private final TextTest name;
    private final NumberTest number;
    private final TextTest text;
    private final Consumer<String> comparing = this::compare;
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
            texts(property, comparing);
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

    private void compare(String value) {
        matched |= text.matches(value);
    }

    /** Tells what a property is compared as where texts are asked for. */
    static void texts(EventProperties property, Consumer<String> to) {
        switch (property.type()) {
            case ValueType.TEXT -> to.accept(property.text());
            case ValueType.TEXT_LIST -> property.texts().forEach(to);
            case ValueType.TRUE -> to.accept("true");
            case ValueType.FALSE -> to.accept("false");
            case ValueType.DECIMAL ->
                to.accept(Decimals.toDecimal(property.number()).toPlainString());
            default -> {
                // Instants and days are not compared as texts.
            }
        }
    }

    /** Texts in lower case of which the event must have one for the test to hold; null where it may hold without. */
    Set<String> neededTexts() {
        return text == null ? null : text.neededTexts();
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
