package io.muster.tools.cli;

import io.muster.protocol.client.ErrorCode;
import io.muster.protocol.client.MusterException;
import java.util.function.Supplier;

/** Shows where in a rule the trouble is. */
final class RuleTrouble {
    private static final int SHOWN_BEFORE = 60;
    private static final int SHOWN_AFTER = 40;
    private static final String LEFT_OUT = "...";

    private RuleTrouble() {}

    /** Asks; a rule that is refused is shown with a caret under the place. */
    static <T> T shown(String rule, Supplier<T> asking) {
        try {
            return asking.get();
        } catch (MusterException failure) {
            if (failure.code() != ErrorCode.BAD_RULE || failure.line() < 1) {
                throw failure;
            }
            throw CommandFailure.refused(
                    message(rule, failure.getMessage(), failure.line(), failure.column()), failure);
        }
    }

    static String message(String rule, String reason, int line, int column) {
        String[] lines = rule.split("\n", -1);
        if (line > lines.length) {
            return reason;
        }
        String text = lines[line - 1].replace('\t', ' ').stripTrailing();
        int place = Math.clamp(column - 1L, 0, text.codePointCount(0, text.length()));
        int length = text.codePointCount(0, text.length());
        if (length > SHOWN_BEFORE + SHOWN_AFTER) {
            int from = Math.max(0, place - SHOWN_BEFORE);
            int to = Math.min(length, place + SHOWN_AFTER);
            String head = from > 0 ? LEFT_OUT : "";
            text = head
                    + text.substring(text.offsetByCodePoints(0, from), text.offsetByCodePoints(0, to))
                    + (to < length ? LEFT_OUT : "");
            place += head.length() - from;
        }
        int width = DisplayWidth.of(text.substring(0, text.offsetByCodePoints(0, place)));
        return reason + "\n  " + text + "\n  " + " ".repeat(width) + "^";
    }
}
