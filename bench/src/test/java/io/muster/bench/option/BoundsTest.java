package io.muster.bench.option;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class BoundsTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @Test
    void shouldTakeWhatIsAtTheBounds() {
        Bounds bounds = new Bounds()
                .within("--a", 1, 1, 3)
                .within("--a", 3, 1, 3)
                .atLeast("--b", 5, 5)
                .positive("--c", Double.MIN_VALUE)
                .positive("--c", 9, 9)
                .notNegative("--d", 0);
        assertFalse(areBroken(bounds));
        assertEquals("", printed.toString(StandardCharsets.UTF_8));
    }

    @Test
    void shouldNameEachThatIsBeyondThem() {
        Bounds bounds = new Bounds()
                .within("--a", 0, 1, 3)
                .within("--a", 4, 1, 3)
                .atLeast("--b", 4, 5)
                .positive("--c", 0)
                .positive("--c", Double.NaN)
                .positive("--c", 9.5, 9)
                .notNegative("--d", -0.5);
        assertTrue(areBroken(bounds));
        assertEquals("""
            --a: found 0, expected 1 to 3
            --a: found 4, expected 1 to 3
            --b: found 4, expected 5 or more
            --c: found 0.0, expected more than 0
            --c: found NaN, expected more than 0
            --c: found 9.5, expected more than 0 and at most 9.0
            --d: found -0.5, expected 0 or more
            """, printed.toString(StandardCharsets.UTF_8));
    }

    private boolean areBroken(Bounds bounds) {
        return bounds.areBroken(new PrintStream(printed, true, StandardCharsets.UTF_8));
    }
}
