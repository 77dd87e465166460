package io.muster.index.rule;

/**
 * A rule that does not parse or does not fit the workspace. The message says where, what was found, what was expected.
 */
public final class RuleException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Span span;
    private final String found;
    private final String expected;

    /**
     * A refusal.
     *
     * @param span where the trouble starts
     * @param found what stands there
     * @param expected what could have stood there, with the nearest known name where one is misspelt
     */
    public RuleException(Span span, String found, String expected) {
        super("line " + span.line() + ", column " + span.column() + ": found " + found + ", expected " + expected);
        this.span = span;
        this.found = found;
        this.expected = expected;
    }

    /** Where the trouble starts. */
    public Span span() {
        return span;
    }

    /** What stands there. */
    public String found() {
        return found;
    }

    /** What could have stood there. */
    public String expected() {
        return expected;
    }
}
