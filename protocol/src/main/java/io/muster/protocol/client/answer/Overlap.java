package io.muster.protocol.client.answer;

import java.util.List;

/**
 * How segments overlap.
 *
 * @param customers how many the workspace has
 * @param intersections of each combination of the segments asked about, single ones too
 * @param sequence the answer is of this one
 */
public record Overlap(long customers, List<Intersection> intersections, long sequence) {
    /**
     * One combination.
     *
     * @param segmentIds in the order asked
     * @param size customers in all of these
     * @param onlyThese of them, those in none of the others asked about
     * @param jaccard intersection by union, 0 to 1, of two segments or of all; NaN for others
     * @param lift how many times as large it is as chance would make it; NaN likewise
     */
    public record Intersection(List<Integer> segmentIds, long size, long onlyThese, double jaccard, double lift) {}
}
