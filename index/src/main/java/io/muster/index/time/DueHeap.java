package io.muster.index.time;

import java.util.Arrays;

/**
 * What is due next, as a binary heap whose members can be moved. Among equal instants the one that was added first
 * comes first, so that a replay runs in the same order. One thread; nothing is allocated once it has its size.
 */
public final class DueHeap {
    private Due[] heap = new Due[8];
    private int size;
    private int added;

    /** The instant of the earliest, or {@link Due#NEVER}. */
    public long nextMillis() {
        return size == 0 ? Due.NEVER : heap[0].atMillis;
    }

    /** The earliest. Throws where the heap is empty. */
    public Due next() {
        if (size == 0) {
            throw new IllegalStateException("heap: found nothing, expected something due");
        }
        return heap[0];
    }

    /** Adds {@code due}, or moves it, to {@code atMillis}. */
    public void schedule(Due due, long atMillis) {
        if (due.position < 0) {
            if (size == heap.length) {
                heap = Arrays.copyOf(heap, size * 2);
            }
            due.position = size;
            due.order = added++;
            heap[size++] = due;
        }
        due.atMillis = atMillis;
        down(up(due.position));
    }

    /** How many were ever added: where the next comes among equal instants. */
    public int added() {
        return added;
    }

    /** The next comes there among equal instants, or after those that are in. */
    public void restoreAdded(int newAdded) {
        added = Math.max(added, newAdded);
    }

    /** Where {@code due} comes among equal instants; −1 if it is not in. */
    public int order(Due due) {
        return due.position < 0 ? -1 : due.order;
    }

    /** Puts {@code due} at that instant and at that place among equal instants, or takes it out if that is −1. */
    public void restore(Due due, int order, long atMillis) {
        if (order < 0) {
            remove(due);
            return;
        }
        schedule(due, atMillis);
        due.order = order;
        added = Math.max(added, order + 1);
        down(up(due.position));
    }

    /** Takes {@code due} out; nothing happens if it is not in. */
    public void remove(Due due) {
        int position = due.position;
        if (position < 0) {
            return;
        }
        Due last = heap[--size];
        heap[size] = null;
        due.position = -1;
        if (last != due) {
            heap[position] = last;
            last.position = position;
            down(up(position));
        }
    }

    private int up(int start) {
        int position = start;
        while (position > 0 && before(heap[position], heap[(position - 1) >> 1])) {
            swap(position, (position - 1) >> 1);
            position = (position - 1) >> 1;
        }
        return position;
    }

    private void down(int start) {
        int position = start;
        for (int child = 2 * position + 1; child < size; child = 2 * position + 1) {
            if (child + 1 < size && before(heap[child + 1], heap[child])) {
                child++;
            }
            if (!before(heap[child], heap[position])) {
                return;
            }
            swap(position, child);
            position = child;
        }
    }

    private void swap(int a, int b) {
        Due due = heap[a];
        heap[a] = heap[b];
        heap[b] = due;
        heap[a].position = a;
        heap[b].position = b;
    }

    private static boolean before(Due a, Due b) {
        return a.atMillis < b.atMillis || (a.atMillis == b.atMillis && a.order < b.order);
    }
}
