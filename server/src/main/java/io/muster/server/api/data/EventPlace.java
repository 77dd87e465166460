package io.muster.server.api.data;

import io.muster.server.api.ProblemException;

/**
 * A place in the stream of changes, as callers name it: {@code 812} or {@code 812:3}.
 *
 * @param sequence of the command
 * @param index among its changes, from 0
 */
record EventPlace(long sequence, int index) {
    /** The first that is wanted. */
    static EventPlace at(String what, String text) {
        return read(what, text);
    }

    /** After the last that was dealt with; a bare sequence stands for all of its changes. */
    static EventPlace after(String what, String text) {
        EventPlace last = read(what, text);
        return text.indexOf(':') < 0
                ? new EventPlace(last.sequence + 1, 0)
                : new EventPlace(last.sequence, last.index + 1);
    }

    private static EventPlace read(String what, String text) {
        int colon = text.indexOf(':');
        try {
            long sequence = Long.parseLong(colon < 0 ? text : text.substring(0, colon));
            int index = colon < 0 ? 0 : Integer.parseInt(text.substring(colon + 1));
            if (sequence >= 0 && sequence < Long.MAX_VALUE && index >= 0 && index < Integer.MAX_VALUE) {
                return new EventPlace(sequence, index);
            }
        } catch (NumberFormatException none) {
            // Refused like one that is out of bounds.
        }
        throw ProblemException.badRequest(
                what + ": found '" + text + "', expected a sequence, or a sequence and an index as in 812:3");
    }
}
