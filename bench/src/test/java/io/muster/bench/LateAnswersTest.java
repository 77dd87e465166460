package io.muster.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.muster.bench.machine.CoreWatch;
import java.io.IOException;
import org.junit.jupiter.api.Test;

final class LateAnswersTest {
    private static final long MILLI = 1_000_000;

    @Test
    void shouldCountWhatTookLongerThanTenMilliseconds() {
        LateAnswers answers = new LateAnswers();
        answers.add(5 * MILLI, 14 * MILLI);
        assertEquals(0, answers.count());
        answers.add(5 * MILLI, 16 * MILLI);
        answers.add(5 * MILLI, 2_000 * MILLI);
        assertEquals(2, answers.count());
    }

    @Test
    void shouldNotHoldAgainstTheServerThatACoreWasAway() throws IOException {
        LateAnswers answers = new LateAnswers();
        answers.add(100 * MILLI, 115 * MILLI);
        answers.add(200 * MILLI, 215 * MILLI);
        answers.add(300 * MILLI, 340 * MILLI);
        try (CoreWatch cores = new CoreWatch()) {
            cores.add(90 * MILLI, 104 * MILLI);
            cores.add(103 * MILLI, 107 * MILLI);
            cores.add(214 * MILLI, 230 * MILLI);
            cores.add(302 * MILLI, 306 * MILLI);
            cores.add(304 * MILLI, 318 * MILLI);
            cores.add(338 * MILLI, 400 * MILLI);
            assertEquals(7 * MILLI, cores.awayNs(100 * MILLI, 115 * MILLI));
            assertEquals(18 * MILLI, cores.awayNs(300 * MILLI, 340 * MILLI));
            if (cores.isWatching()) {
                assertEquals(2, answers.countWithoutAbsences(cores));
            }
        }
    }
}
