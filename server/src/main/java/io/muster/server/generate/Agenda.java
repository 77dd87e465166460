package io.muster.server.generate;

import java.util.Arrays;

/** What is going to happen, by day. A day's entries are given up when the next day is begun. */
final class Agenda {
    private static final int FIRST_CAPACITY = 8;

    private final Timeline timeline;
    private final long[][] entries;
    private final int[] sizes;

    Agenda(Timeline timeline) {
        this.timeline = timeline;
        entries = new long[timeline.days()][];
        sizes = new int[timeline.days()];
    }

    /**
     * Something at a second counted from the start of a day, be it of a later day; nothing if the shop's life ends
     * before.
     */
    void add(int day, long secondFromDay, int kind, int customer, int number) {
        int on = day;
        long second = secondFromDay;
        while (on < entries.length && second >= timeline.lengthSeconds(on)) {
            second -= timeline.lengthSeconds(on);
            on++;
        }
        if (on < entries.length) {
            append(on, Entry.of((int) second, kind, customer, number));
        }
    }

    int size(int day) {
        return sizes[day];
    }

    long get(int day, int index) {
        return entries[day][index];
    }

    /** The day's entries, visits left out, in the order of time; only the first {@link #size} are valid. */
    long[] sorted(int day) {
        long[] all = entries[day];
        int kept = 0;
        for (int i = 0; i < sizes[day]; i++) {
            if (Entry.kind(all[i]) != Entry.VISIT) {
                all[kept++] = all[i];
            }
        }
        sizes[day] = kept;
        if (kept > 0) {
            Arrays.sort(all, 0, kept);
        }
        return all;
    }

    void drop(int day) {
        entries[day] = null;
        sizes[day] = 0;
    }

    private void append(int day, long entry) {
        long[] list = entries[day];
        if (list == null) {
            list = new long[FIRST_CAPACITY];
            entries[day] = list;
        } else if (sizes[day] == list.length) {
            list = Arrays.copyOf(list, list.length + (list.length >> 1));
            entries[day] = list;
        }
        list[sizes[day]++] = entry;
    }
}
