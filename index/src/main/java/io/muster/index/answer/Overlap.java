package io.muster.index.answer;

import java.util.ArrayList;
import java.util.List;
import org.roaringbitmap.RoaringBitmap;

/**
 * How segments overlap.
 *
 * @param intersections of each combination of them, single ones too
 */
public record Overlap(List<Intersection> intersections) {
    /**
     * One combination.
     *
     * @param segments names, in the order asked
     * @param size customers in all of these
     * @param onlyThese of them, those in none of the others
     * @param jaccard intersection by union; NaN if the union is empty
     * @param lift how many times as large it is as chance would make it; NaN where chance makes nothing
     */
    public record Intersection(List<String> segments, long size, long onlyThese, double jaccard, double lift) {}

    /** Of all combinations, {@code members} by the names. */
    public static Overlap of(List<String> names, List<RoaringBitmap> members, long customers) {
        List<Intersection> intersections = new ArrayList<>();
        for (int mask = 1; mask < 1 << names.size(); mask++) {
            intersections.add(intersection(names, members, customers, mask));
        }
        return new Overlap(List.copyOf(intersections));
    }

    private static Intersection intersection(
            List<String> names, List<RoaringBitmap> members, long customers, int mask) {
        List<String> in = new ArrayList<>();
        RoaringBitmap all = null;
        RoaringBitmap union = new RoaringBitmap();
        RoaringBitmap others = new RoaringBitmap();
        double chance = customers;
        for (int i = 0; i < names.size(); i++) {
            RoaringBitmap each = members.get(i);
            if ((mask >> i & 1) == 0) {
                others.or(each);
                continue;
            }
            in.add(names.get(i));
            union.or(each);
            all = all == null ? each : RoaringBitmap.and(all, each);
            chance *= (double) each.getLongCardinality() / customers;
        }
        double size = all.getLongCardinality();
        long onlyThese = RoaringBitmap.andNot(all, others).getLongCardinality();
        return new Intersection(
                in,
                (long) size,
                onlyThese,
                size / union.getLongCardinality(),
                chance == 0 ? Double.NaN : size / chance);
    }
}
