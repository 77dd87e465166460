package io.muster.server.api.segment;

import io.muster.server.api.ApiCall;
import io.muster.server.api.ApiProblem;
import io.muster.server.api.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code If-Match} asks of a segment's definition. */
final class Expectation {
    /** How many tags it may name. */
    static final int MAX_TAGS = 10;

    private static final String IF_MATCH = "If-Match";
    private static final Pattern TAG = Pattern.compile("\\s*(W/)?\"([\\x21\\x23-\\x7e]*)\"\\s*(,|$)");

    private Expectation() {}

    /**
     * The tags of which the segment must have one; none where any will do. Throws where none can match, or the header
     * is none.
     */
    static List<String> of(ApiCall call) {
        String header = call.header(IF_MATCH);
        if (header == null || header.strip().equals("*")) {
            return List.of();
        }
        List<String> strong = new ArrayList<>();
        Matcher tag = TAG.matcher(header);
        int end = 0;
        int count = 0;
        while (end < header.length() && tag.find(end) && tag.start() == end) {
            if (tag.group(1) == null) {
                strong.add(tag.group(2));
            }
            end = tag.end();
            count++;
        }
        if (end < header.length() || count == 0 || count > MAX_TAGS) {
            throw ProblemException.badRequest(
                    IF_MATCH + ": found '" + header + "', expected 1 to " + MAX_TAGS + " tags in double quotes, or *");
        }
        if (strong.isEmpty()) {
            throw new ProblemException(new ApiProblem(
                    412, "changed", IF_MATCH + ": found weak tags only, which match nothing, expected a strong one"));
        }
        return strong;
    }
}
