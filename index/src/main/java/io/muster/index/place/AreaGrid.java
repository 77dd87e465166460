package io.muster.index.place;

import java.util.Arrays;
import java.util.function.IntConsumer;
import org.agrona.collections.Int2ObjectHashMap;

/**
 * Finds the areas that may hold a place. The globe is cut into cells of 1, 6 and 36 degrees and a whole; an area stands
 * in each cell that its box touches, of the finest cut that does not ask too many. One thread.
 */
final class AreaGrid {
    /** How many cuts there are. */
    static final int LEVELS = 4;

    private static final int[] CELL_DEGREES = {1, 6, 36, 360};
    private static final int MOST_CELLS = 64;
    private static final AreaCriterion[] NONE = {};

    private final Int2ObjectHashMap<AreaCriterion[]>[] levels;

    @SuppressWarnings({"unchecked", "rawtypes"})
    AreaGrid() {
        levels = new Int2ObjectHashMap[LEVELS];
        Arrays.setAll(levels, level -> new Int2ObjectHashMap<>());
    }

    /** The areas of one cut that may hold the place; callers must not change the array. */
    AreaCriterion[] at(int level, long latitude, long longitude) {
        AreaCriterion[] found = levels[level].get(cell(level, row(level, latitude), column(level, longitude)));
        return found == null ? NONE : found;
    }

    void add(AreaCriterion criterion) {
        if (criterion.box() == null) {
            return;
        }
        int level = level(criterion.box());
        forEachCell(criterion.box(), level, cell -> {
            AreaCriterion[] known = levels[level].getOrDefault(cell, NONE);
            AreaCriterion[] more = Arrays.copyOf(known, known.length + 1);
            more[known.length] = criterion;
            levels[level].put(cell, more);
        });
    }

    void remove(AreaCriterion criterion) {
        if (criterion.box() == null) {
            return;
        }
        int level = level(criterion.box());
        forEachCell(criterion.box(), level, cell -> {
            AreaCriterion[] rest = Arrays.stream(levels[level].get(cell))
                    .filter(other -> other != criterion)
                    .toArray(AreaCriterion[]::new);
            if (rest.length == 0) {
                levels[level].remove(cell);
            } else {
                levels[level].put(cell, rest);
            }
        });
    }

    private static int level(Box box) {
        int level = 0;
        while (level < LEVELS - 1 && rows(level, box) * columns(level, box) > MOST_CELLS) {
            level++;
        }
        return level;
    }

    private static void forEachCell(Box box, int level, IntConsumer consumer) {
        int rows = rows(level, box);
        int columns = columns(level, box);
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                consumer.accept(cell(level, row(level, box.south()) + row, column(level, box.west()) + column));
            }
        }
    }

    private static int rows(int level, Box box) {
        return row(level, box.north()) - row(level, box.south()) + 1;
    }

    private static int columns(int level, Box box) {
        return Math.min(column(level, box.east()) - column(level, box.west()) + 1, around(level));
    }

    private static int cell(int level, int row, int column) {
        return row * around(level) + Math.floorMod(column, around(level));
    }

    private static int row(int level, long latitude) {
        return (int) Math.floorDiv(latitude + 90 * Box.DEGREE, CELL_DEGREES[level] * Box.DEGREE);
    }

    private static int column(int level, long longitude) {
        return (int) Math.floorDiv(longitude + 180 * Box.DEGREE, CELL_DEGREES[level] * Box.DEGREE);
    }

    private static int around(int level) {
        return 360 / CELL_DEGREES[level];
    }
}
