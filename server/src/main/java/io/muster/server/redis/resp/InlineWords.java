package io.muster.server.redis.resp;

import java.io.ByteArrayOutputStream;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Takes a line apart that a person typed: words between blanks, in double quotes with escapes, or in single quotes. The
 * words are copied, because what is quoted does not stand in the line as it is meant.
 */
final class InlineWords {
    private final ByteArrayOutputStream word = new ByteArrayOutputStream();
    private final byte[] line;
    private int at;

    private InlineWords(byte[] line) {
        this.line = line;
    }

    /** Adds the words of a line to {@code target}; false where its quotes are not balanced. */
    static boolean split(DirectBuffer buffer, int offset, int length, CommandArguments target) {
        byte[] line = new byte[length];
        buffer.getBytes(offset, line);
        return new InlineWords(line).split(target);
    }

    private boolean split(CommandArguments target) {
        ByteArrayOutputStream all = new ByteArrayOutputStream(line.length);
        while (skipBlanks()) {
            word.reset();
            if (!readWord()) {
                return false;
            }
            target.add(all.size(), word.size());
            all.writeBytes(word.toByteArray());
        }
        target.at(new UnsafeBuffer(all.toByteArray()), 0);
        return true;
    }

    private boolean skipBlanks() {
        while (at < line.length && isBlank(line[at])) {
            at++;
        }
        return at < line.length;
    }

    private boolean readWord() {
        while (at < line.length && !isBlank(line[at])) {
            byte next = line[at++];
            if (next == '"' || next == '\'') {
                return readQuoted(next) && (at == line.length || isBlank(line[at]));
            }
            word.write(next);
        }
        return true;
    }

    private boolean readQuoted(byte quote) {
        while (at < line.length) {
            byte next = line[at++];
            if (next == quote) {
                return true;
            }
            boolean escaped = next == '\\' && at < line.length;
            if (escaped && quote == '"') {
                readEscape();
            } else if (escaped && line[at] == '\'') {
                word.write(line[at++]);
            } else {
                word.write(next);
            }
        }
        return false;
    }

    private void readEscape() {
        byte next = line[at++];
        if (next == 'x' && at + 1 < line.length && hex(line[at]) >= 0 && hex(line[at + 1]) >= 0) {
            word.write(hex(line[at]) << 4 | hex(line[at + 1]));
            at += 2;
            return;
        }
        word.write(
                switch (next) {
                    case 'n' -> '\n';
                    case 'r' -> '\r';
                    case 't' -> '\t';
                    case 'b' -> '\b';
                    case 'a' -> 7;
                    default -> next;
                });
    }

    private static int hex(byte digit) {
        return Character.digit(digit, 16);
    }

    private static boolean isBlank(byte found) {
        return found == ' ' || found >= '\t' && found <= '\r' || found == 0;
    }
}
