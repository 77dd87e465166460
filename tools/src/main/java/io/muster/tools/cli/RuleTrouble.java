package io.muster.tools.cli;

import io.muster.protocol.client.ErrorCode;
import io.muster.protocol.client.MusterException;
import java.util.function.Supplier;

/** Shows where in a rule the trouble is. */
final class RuleTrouble {
    private RuleTrouble() {}

    /** Asks; a rule that is refused is shown with a caret under the place. */
    static <T> T shown(String rule, Supplier<T> asking) {
        try {
            return asking.get();
        } catch (MusterException failure) {
            if (failure.code() != ErrorCode.BAD_RULE || failure.line() < 1) {
                throw failure;
            }
            throw CommandFailure.refused(message(rule, failure.getMessage(), failure.line(), failure.column()));
        }
    }

    static String message(String rule, String reason, int line, int column) {
        String[] lines = rule.split("\n", -1);
        if (line > lines.length) {
            return reason;
        }
        String text = lines[line - 1].replace('\t', ' ').stripTrailing();
        int place = Math.clamp(column - 1L, 0, text.codePointCount(0, text.length()));
        int width = DisplayWidth.of(text.substring(0, text.offsetByCodePoints(0, place)));
        return reason + "\n  " + text + "\n  " + " ".repeat(width) + "^";
    }
}
