package io.muster.index.rule;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Walks over the tokens of a rule: looks at the current one, takes it, or refuses it with what was expected. Keeps
 * count of what {@link RuleLimits} limits. Single-threaded, for one parse.
 */
final class RuleCursor {
    private static final String QUOTE_LIKE = "\"`\u2018\u2019\u201C\u201D\u201E\u00AB\u00BB";

    private final RuleLexer lexer;
    private int previousEnd;
    private int conditions;
    private int listedValues;

    RuleCursor(String text) {
        lexer = new RuleLexer(text);
        lexer.advance();
    }

    /** What the current token is. */
    RuleLexer.Kind kind() {
        return lexer.kind();
    }

    /** The current token, a name or figure in lower case. */
    String word() {
        return lexer.word();
    }

    /** The current token as it was written. */
    String raw() {
        return lexer.raw();
    }

    /** Where the current token stands. */
    Span span() {
        return lexer.span();
    }

    /** From the start of the given place to the end of the token taken last. */
    Span since(Span first) {
        return new Span(first.start(), previousEnd, first.line(), first.column());
    }

    /** Goes to the next token. */
    void take() {
        previousEnd = lexer.span().end();
        lexer.advance();
    }

    /** True when the current token is this keyword, given in lower case. */
    boolean isKeyword(String keyword) {
        return lexer.kind() == RuleLexer.Kind.NAME && lexer.word().equals(keyword);
    }

    /** True when the current token is this symbol. */
    boolean isSymbol(String symbol) {
        return lexer.kind() == RuleLexer.Kind.SYMBOL && lexer.word().equals(symbol);
    }

    /** Takes the keyword if it is the current token. */
    boolean takeKeyword(String keyword) {
        if (isKeyword(keyword)) {
            take();
            return true;
        }
        return false;
    }

    /** Takes the symbol if it is the current token. */
    boolean takeSymbol(String symbol) {
        if (isSymbol(symbol)) {
            take();
            return true;
        }
        return false;
    }

    /** Takes the keyword, given in lower case, or refuses what stands there. */
    void expectKeyword(String keyword) {
        if (!takeKeyword(keyword)) {
            String upper = keyword.toUpperCase(Locale.ROOT);
            throw refusal(upper, upper);
        }
    }

    /** Takes the symbol or refuses what stands there. */
    void expectSymbol(String symbol) {
        if (!takeSymbol(symbol)) {
            throw refusal("'" + symbol + "'");
        }
    }

    /** Takes the comparison that stands here, or nothing. */
    Optional<Comparator> takeComparator() {
        if (kind() != RuleLexer.Kind.SYMBOL) {
            return Optional.empty();
        }
        for (Comparator comparator : Comparator.values()) {
            if (takeSymbol(comparator.symbol())) {
                return Optional.of(comparator);
            }
        }
        return Optional.empty();
    }

    /** Takes a quoted text or refuses what stands there. */
    Value.Text expectText(String expected) {
        if (kind() != RuleLexer.Kind.TEXT) {
            throw refusal(expected);
        }
        Value.Text text = new Value.Text(word(), span());
        take();
        return text;
    }

    /** Counts one condition or parameter, starting at the current token. */
    void countCondition() {
        if (++conditions > RuleLimits.CONDITIONS) {
            throw limit("condition", conditions, RuleLimits.CONDITIONS, "conditions and parameters in a rule");
        }
    }

    /** Counts one value of a list, starting at the current token. */
    void countListedValue() {
        if (++listedValues > RuleLimits.LISTED_VALUES) {
            throw limit("listed value", listedValues, RuleLimits.LISTED_VALUES, "values in the lists of a rule");
        }
    }

    /** Refuses a depth of parentheses and NOTs beyond the limit. */
    void checkDepth(int depth) {
        if (depth > RuleLimits.NESTING_DEPTH) {
            throw limit("level", depth, RuleLimits.NESTING_DEPTH, "levels of parentheses and NOT inside one another");
        }
    }

    /**
     * Refuses the current token.
     *
     * @param expected what could have stood here
     * @param keywords of those, the ones that the token may be a misspelling of
     */
    RuleException refusal(String expected, String... keywords) {
        StringBuilder expectation = new StringBuilder(expected);
        if (lexer.kind() == RuleLexer.Kind.STRAY && QUOTE_LIKE.contains(lexer.raw())) {
            expectation.append("; text is written in single quotes, 'vip'");
        }
        if (lexer.kind() == RuleLexer.Kind.NAME) {
            NearestName.nearest(lexer.word(), List.of(keywords))
                    .filter(nearest -> !nearest.equalsIgnoreCase(lexer.word()))
                    .ifPresent(nearest -> expectation
                            .append("; did you mean ")
                            .append(nearest)
                            .append('?'));
        }
        return new RuleException(lexer.span(), lexer.found(), expectation.toString());
    }

    private RuleException limit(String counted, int number, int most, String what) {
        return new RuleException(
                lexer.span(),
                String.format(Locale.ROOT, "%s number %,d", counted, number),
                String.format(Locale.ROOT, "at most %,d %s", most, what));
    }
}
