package io.muster.index.answer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.roaringbitmap.RoaringBitmap;

/**
 * How far segments have the same members. All sizes are exact.
 *
 * @param customers of the workspace
 * @param union how many are in one of the segments or more
 * @param subsets every choice of one segment or more: single segments first, then pairs, and so on, each in the order
 *     given
 * @param pairs every two of the segments, in that order
 * @param whole all of them together
 */
public record Overlap(long customers, long union, List<Subset> subsets, List<Similarity> pairs, Similarity whole) {
    /** The fewest segments that can overlap. */
    public static final int FEWEST = 2;

    /** The most that are compared. */
    public static final int MOST = 8;

    /**
     * Some of the segments.
     *
     * @param segments their names
     * @param size how many customers are in each of them
     * @param exactly how many of these are in none of the others
     */
    public record Subset(List<String> segments, long size, long exactly) {}

    /**
     * How alike segments are.
     *
     * @param segments their names
     * @param size how many customers are in each of them
     * @param jaccard that, as a share of those who are in one of them or more; 0 if nobody is
     * @param lift how many times more customers are in each of them than would be if membership of one said nothing of
     *     membership of another; 0 if one of them is empty
     */
    public record Similarity(List<String> segments, long size, double jaccard, double lift) {}

    /**
     * Compares segments. Pure; takes up to a second for eight of a million members each, so not on the engine's thread.
     *
     * @param names as many as there are members
     * @param members of each segment, not changed here; must not change meanwhile
     * @param customers how many there are in the workspace
     * @throws IllegalArgumentException if there are fewer than {@link #FEWEST} segments, or more than {@link #MOST}
     */
    public static Overlap of(List<String> names, List<RoaringBitmap> members, long customers) {
        if (names.size() < FEWEST || names.size() > MOST || names.size() != members.size()) {
            throw new IllegalArgumentException("segments: found " + names.size() + " names and " + members.size()
                    + " sets of members, expected " + FEWEST + " to " + MOST + " of each");
        }
        long[] sizes = sizes(members);
        long[] exactly = exactly(sizes, members.size());
        List<Integer> choices = IntStream.range(1, sizes.length)
                .boxed()
                .sorted(Comparator.comparingInt(Integer::bitCount).thenComparing(Overlap::firstFirst))
                .toList();
        List<Subset> subsets = new ArrayList<>();
        List<Similarity> pairs = new ArrayList<>();
        for (int choice : choices) {
            subsets.add(new Subset(names(names, choice), sizes[choice], exactly[choice]));
            if (Integer.bitCount(choice) == 2) {
                pairs.add(similarity(names, choice, sizes, exactly, customers));
            }
        }
        int all = sizes.length - 1;
        Similarity whole = similarity(names, all, sizes, exactly, customers);
        return new Overlap(customers, union(all, exactly), subsets, pairs, whole);
    }

    /** Of each choice, by the bits of the segments in it, how many are in each of them. */
    private static long[] sizes(List<RoaringBitmap> members) {
        long[] sizes = new long[1 << members.size()];
        for (int i = 0; i < members.size(); i++) {
            sizes[1 << i] = members.get(i).getLongCardinality();
            extend(members, 1 << i, members.get(i), i + 1, sizes);
        }
        return sizes;
    }

    /** Adds each segment from {@code next} on to a choice whose common members are known. The last is only counted. */
    private static void extend(List<RoaringBitmap> members, int choice, RoaringBitmap common, int next, long[] sizes) {
        for (int i = next; i < members.size() && !common.isEmpty(); i++) {
            int larger = choice | 1 << i;
            if (i == members.size() - 1) {
                sizes[larger] = RoaringBitmap.andCardinality(common, members.get(i));
            } else {
                RoaringBitmap smaller = RoaringBitmap.and(common, members.get(i));
                sizes[larger] = smaller.getLongCardinality();
                extend(members, larger, smaller, i + 1, sizes);
            }
        }
    }

    /** Takes from each choice those who are in a larger one, segment by segment. */
    private static long[] exactly(long[] sizes, int segments) {
        long[] exactly = sizes.clone();
        for (int i = 0; i < segments; i++) {
            for (int choice = 1; choice < sizes.length; choice++) {
                if ((choice & 1 << i) == 0) {
                    exactly[choice] -= exactly[choice | 1 << i];
                }
            }
        }
        return exactly;
    }

    private static Similarity similarity(List<String> names, int choice, long[] sizes, long[] exactly, long customers) {
        long size = sizes[choice];
        long union = union(choice, exactly);
        double expected = customers;
        for (int i = 0; i < names.size(); i++) {
            if ((choice & 1 << i) != 0) {
                expected *= (double) sizes[1 << i] / customers;
            }
        }
        double jaccard = union == 0 ? 0 : (double) size / union;
        return new Similarity(names(names, choice), size, jaccard, size == 0 ? 0 : size / expected);
    }

    /** How many are in one of the choice's segments or more. */
    private static long union(int choice, long[] exactly) {
        long union = 0;
        for (int other = 1; other < exactly.length; other++) {
            union += (other & choice) == 0 ? 0 : exactly[other];
        }
        return union;
    }

    private static List<String> names(List<String> names, int choice) {
        return IntStream.range(0, names.size())
                .filter(i -> (choice & 1 << i) != 0)
                .mapToObj(names::get)
                .toList();
    }

    /** The choice that has the earlier segment comes first. */
    private static int firstFirst(int choice, int other) {
        return Integer.compareUnsigned(Integer.reverse(other), Integer.reverse(choice));
    }
}
