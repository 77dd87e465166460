package io.muster.index.rule;

import java.util.Locale;

/**
 * Cuts the text of a rule into tokens, one at a time. Single-threaded. What cannot stand anywhere in a rule becomes a
 * {@code STRAY} token, so that the parser can say what it expected there; only a text that is broken inside is refused
 * here.
 */
final class RuleLexer {
    /** What a token is. */
    enum Kind {
        /** A field, a function, a keyword: letters, digits, underscores, joined by dots. */
        NAME,
        /** Something that starts with a digit: a number, a day, an instant, an amount with its unit. */
        FIGURE,
        /** A text in single quotes. */
        TEXT,
        /** Punctuation or a comparison. */
        SYMBOL,
        /** What stands nowhere in a rule. */
        STRAY,
        /** The end of the rule. */
        END
    }

    private static final int QUOTED_CHARS = 40;
    private static final int ASCII = 128;
    private static final Comparator[] COMPARATORS = Comparator.values();
    private static final String[] SINGLE_SYMBOLS = new String[ASCII];

    static {
        for (char symbol : "(),:+-=<>".toCharArray()) {
            SINGLE_SYMBOLS[symbol] = String.valueOf(symbol);
        }
    }

    private final String text;
    private int position;
    private int line = 1;
    private int lineStart;

    private Kind kind = Kind.END;
    private int start;
    private int end;
    private String word = "";
    private Span span = new Span(0, 0, 1, 1);

    RuleLexer(String text) {
        this.text = text;
    }

    /** What the token is. */
    Kind kind() {
        return kind;
    }

    /** A name or figure in lower case, a text without its quotes and escapes, a symbol as it is. */
    String word() {
        return word;
    }

    /** The token as it stands in the rule. */
    String raw() {
        return text.substring(start, end);
    }

    /** Where the token stands. */
    Span span() {
        return span;
    }

    /** The token as an error message names it. */
    String found() {
        return switch (kind) {
            case END -> "the end of the rule";
            case TEXT -> "the text " + shortened(raw());
            case STRAY -> strayFound();
            default -> "'" + shortened(raw()) + "'";
        };
    }

    /** Moves to the next token. */
    void advance() {
        int afterPrevious = position;
        int lineOfPrevious = line;
        int lineStartOfPrevious = lineStart;
        skipBlanks();
        start = position;
        if (position == text.length()) {
            kind = Kind.END;
            start = afterPrevious;
            end = afterPrevious;
            word = "";
            span = new Span(start, end, lineOfPrevious, start - lineStartOfPrevious + 1);
            return;
        }
        scan();
        end = position;
        span = new Span(start, end, line, start - lineStart + 1);
        if (kind == Kind.NAME || kind == Kind.FIGURE) {
            word = lowerCase(raw());
        } else if (kind == Kind.SYMBOL) {
            word = end - start == 1 ? SINGLE_SYMBOLS[text.charAt(start)] : raw();
        }
    }

    /** Each code point by itself, so that the length stays and every locale agrees. */
    static String lowerCase(String written) {
        int index = 0;
        while (index < written.length() && isLowerAscii(written.charAt(index))) {
            index++;
        }
        if (index == written.length()) {
            return written;
        }
        StringBuilder lower = new StringBuilder(written.length());
        written.codePoints().map(Character::toLowerCase).forEach(lower::appendCodePoint);
        return lower.toString();
    }

    /** True when the whole of what is written could stand as a name. */
    static boolean isName(String written) {
        RuleLexer lexer = new RuleLexer(written);
        if (written.isEmpty() || !isNameStart(written.codePointAt(0))) {
            return false;
        }
        lexer.scanName();
        return lexer.position == written.length();
    }

    /** True for a name in lower case that says it is of a custom field. */
    static boolean isCustom(String lowerCase) {
        return lowerCase.startsWith("metafields.") || lowerCase.startsWith("field.");
    }

    private void scan() {
        int point = text.codePointAt(position);
        if (point == '\'') {
            scanText();
        } else if (isDigit(point)) {
            kind = Kind.FIGURE;
            scanFigure();
        } else if (isNameStart(point)) {
            kind = Kind.NAME;
            scanName();
        } else if (isComparison(point)) {
            scanComparison();
        } else if ("(),:+-".indexOf(point) >= 0) {
            kind = Kind.SYMBOL;
            position++;
        } else {
            kind = Kind.STRAY;
            position += Character.charCount(point);
        }
    }

    private void skipBlanks() {
        while (position < text.length() && isBlank(text.charAt(position))) {
            if (text.charAt(position) == '\n') {
                line++;
                lineStart = position + 1;
            }
            position++;
        }
    }

    private void scanName() {
        boolean custom = false;
        int begin = position;
        position = afterNamePart(position);
        while (position < text.length()) {
            char next = text.charAt(position);
            if (next == '.' && isNamePartAt(position + 1)) {
                position++;
                custom = custom || isCustom(lowerCase(text.substring(begin, Math.min(position, begin + 11))));
            } else if (next == '-' && custom) {
                int after = position;
                while (after < text.length() && text.charAt(after) == '-') {
                    after++;
                }
                if (!isNamePartAt(after)) {
                    return;
                }
                position = after;
            } else {
                return;
            }
            position = afterNamePart(position);
        }
    }

    private int afterNamePart(int from) {
        int index = from;
        while (isNamePartAt(index)) {
            index += Character.charCount(text.codePointAt(index));
        }
        return index;
    }

    private boolean isNamePartAt(int index) {
        return index < text.length() && isNamePart(text.codePointAt(index));
    }

    /** Numbers, days and instants begin alike, so one shape covers them and their reader tells them apart. */
    private void scanFigure() {
        boolean dayOnly = true;
        boolean time = false;
        boolean offset = false;
        int begin = position;
        while (position < text.length()) {
            char next = text.charAt(position);
            if (isNamePartAt(position)) {
                time = time || (dayOnly && position > begin + 4 && (next == 'T' || next == 't'));
                dayOnly = dayOnly && isDigit(next);
                position += Character.charCount(text.codePointAt(position));
                continue;
            }
            boolean sign = next == '-' || next == '+';
            boolean joins = next == '.' || (next == '-' && dayOnly) || (time && (next == ':' || (sign && !offset)));
            if (!joins || position + 1 == text.length() || !isDigit(text.charAt(position + 1))) {
                return;
            }
            offset = offset || (time && sign);
            dayOnly = dayOnly && next == '-';
            position++;
        }
    }

    private void scanComparison() {
        while (position < text.length() && isComparison(text.charAt(position))) {
            position++;
        }
        kind = isComparator(text, start, position) ? Kind.SYMBOL : Kind.STRAY;
    }

    private static boolean isComparator(String text, int from, int to) {
        for (Comparator comparator : COMPARATORS) {
            if (comparator.symbol().length() == to - from && text.startsWith(comparator.symbol(), from)) {
                return true;
            }
        }
        return false;
    }

    private void scanText() {
        kind = Kind.TEXT;
        StringBuilder unescaped = null;
        position++;
        int plainFrom = position;
        while (position < text.length()) {
            char next = text.charAt(position);
            boolean quoteFollows = position + 1 < text.length() && text.charAt(position + 1) == '\'';
            if (quoteFollows && (next == '\\' || next == '\'')) {
                unescaped = unescaped == null ? new StringBuilder() : unescaped;
                unescaped.append(text, plainFrom, position).append('\'');
                position += 2;
                plainFrom = position;
            } else if (next == '\'') {
                String plain = text.substring(plainFrom, position);
                word = unescaped == null ? plain : unescaped.append(plain).toString();
                position++;
                return;
            } else {
                position += checkedCharacter();
            }
        }
        throw new RuleException(
                spanAt(start, text.length()),
                "the text " + shortened(text.substring(start)) + ", which does not end",
                "a closing quote (')");
    }

    private int checkedCharacter() {
        int point = text.codePointAt(position);
        if (point == '\n' || point == '\r') {
            throw new RuleException(
                    spanAt(position, position + 1), "a line break inside a text", "the closing quote (') before it");
        }
        if (isForbidden(point)) {
            throw new RuleException(
                    spanAt(position, position + 1),
                    "the character " + codePoint(point) + " inside a text",
                    "printable characters");
        }
        return Character.charCount(point);
    }

    private Span spanAt(int from, int to) {
        return new Span(from, to, line, from - lineStart + 1);
    }

    private String strayFound() {
        int point = text.codePointAt(start);
        if (isForbidden(point) || !Character.isDefined(point)) {
            return "the character " + codePoint(point);
        }
        return point < ASCII
                ? "'" + shortened(raw()) + "'"
                : "the character '" + raw() + "' (" + codePoint(point) + ")";
    }

    private static String shortened(String written) {
        if (written.length() <= QUOTED_CHARS) {
            return written;
        }
        int cut = Character.isHighSurrogate(written.charAt(QUOTED_CHARS - 1)) ? QUOTED_CHARS - 1 : QUOTED_CHARS;
        return written.substring(0, cut) + "…";
    }

    private static String codePoint(int point) {
        return String.format(Locale.ROOT, "U+%04X", point);
    }

    private static boolean isForbidden(int point) {
        return (Character.isISOControl(point) && point != '\t')
                || (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }

    private static boolean isBlank(char character) {
        if (character < ASCII) {
            return character == ' ' || character == '\n' || character == '\r' || character == '\t';
        }
        return Character.isSpaceChar(character);
    }

    private static boolean isLowerAscii(char character) {
        return character < ASCII && (character < 'A' || character > 'Z');
    }

    private static boolean isComparison(int point) {
        return point == '=' || point == '!' || point == '<' || point == '>';
    }

    private static boolean isDigit(int point) {
        return point >= '0' && point <= '9';
    }

    private static boolean isNameStart(int point) {
        return Character.isLetter(point) || point == '_';
    }

    private static boolean isNamePart(int point) {
        if (point < ASCII) {
            return isDigit(point) || point == '_' || Character.isLetter(point);
        }
        int type = Character.getType(point);
        return Character.isLetterOrDigit(point)
                || type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK;
    }
}
