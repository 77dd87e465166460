package io.muster.index.column;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class BitSquareTest {
    @Test
    void shouldTurnRowsOfBitsIntoColumns() {
        long seed = System.nanoTime();
        System.out.println("seed: " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        long[] rows = random.longs(Long.SIZE).toArray();
        long[] columns = rows.clone();
        BitSquare.transpose(columns);
        for (int row = 0; row < Long.SIZE; row++) {
            for (int column = 0; column < Long.SIZE; column++) {
                assertEquals(rows[row] >>> column & 1, columns[column] >>> row & 1, row + ", " + column);
            }
        }
    }
}
