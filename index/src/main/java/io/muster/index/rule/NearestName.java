package io.muster.index.rule;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds what a misspelt name was meant to be. Stateless; may be called from any thread. */
public final class NearestName {
    private NearestName() {}

    /**
     * The known name with the fewest typing errors to the given one, if they are few for its length: one up to five
     * letters, two up to eight, three beyond. A letter more, less, changed, or swapped with its neighbour is one error;
     * upper and lower case are the same. Among equally near names the first in alphabetical order is taken.
     *
     * @param name as written
     * @param known what it could be
     * @return the known name as it stands in the collection, or nothing when none is near
     */
    public static Optional<String> nearest(String name, Collection<String> known) {
        String written = name.toLowerCase(Locale.ROOT);
        String nearest = null;
        int fewest = Integer.MAX_VALUE;
        for (String candidate : known) {
            int errors = typingErrors(written, candidate.toLowerCase(Locale.ROOT), tolerance(written, candidate));
            if (errors < fewest || (errors == fewest && nearest != null && candidate.compareTo(nearest) < 0)) {
                fewest = errors;
                nearest = candidate;
            }
        }
        return Optional.ofNullable(nearest);
    }

    private static int tolerance(String written, String candidate) {
        int length = Math.max(written.length(), candidate.length());
        if (Math.min(written.length(), candidate.length()) < 2) {
            return 0;
        }
        return length <= 5 ? 1 : length <= 8 ? 2 : 3;
    }

    /** The optimal string alignment distance, or {@code Integer.MAX_VALUE} when it is more than tolerated. */
    private static int typingErrors(String left, String right, int tolerated) {
        if (Math.abs(left.length() - right.length()) > tolerated) {
            return Integer.MAX_VALUE;
        }
        int[] beforePrevious = new int[right.length() + 1];
        int[] previous = new int[right.length() + 1];
        int[] current = new int[right.length() + 1];
        for (int column = 0; column <= right.length(); column++) {
            previous[column] = column;
        }
        for (int row = 1; row <= left.length(); row++) {
            current[0] = row;
            for (int column = 1; column <= right.length(); column++) {
                int changed = left.charAt(row - 1) == right.charAt(column - 1) ? 0 : 1;
                int moreOrLess = Math.min(previous[column], current[column - 1]) + 1;
                int errors = Math.min(moreOrLess, previous[column - 1] + changed);
                if (swapped(left, right, row, column)) {
                    errors = Math.min(errors, beforePrevious[column - 2] + 1);
                }
                current[column] = errors;
            }
            int[] recycled = beforePrevious;
            beforePrevious = previous;
            previous = current;
            current = recycled;
        }
        int errors = previous[right.length()];
        return errors <= tolerated ? errors : Integer.MAX_VALUE;
    }

    private static boolean swapped(String left, String right, int row, int column) {
        return row > 1
                && column > 1
                && left.charAt(row - 1) == right.charAt(column - 2)
                && left.charAt(row - 2) == right.charAt(column - 1);
    }
}
