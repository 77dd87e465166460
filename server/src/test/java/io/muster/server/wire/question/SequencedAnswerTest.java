package io.muster.server.wire.question;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.index.SlowAnswer;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class SequencedAnswerTest {
    private final AtomicLong sequence = new AtomicLong(40);

    @Test
    void shouldTellTheSequenceAtWhichTheAnswerWasFixed() {
        SequencedAnswer<String> answer = new SequencedAnswer<>(new Counting(2, 4), sequence::incrementAndGet);
        assertFalse(answer.step());
        assertFalse(answer.step());
        assertFalse(answer.step());
        assertTrue(answer.step());
        assertEquals(new Answer<>(41, "asked 4 times"), answer.get());
    }

    @Test
    void shouldTellTheLastSequenceWhereTheAnswerWasNeverFixedBefore() {
        SequencedAnswer<String> answer = new SequencedAnswer<>(new Counting(9, 3), sequence::get);
        assertFalse(answer.step());
        sequence.set(50);
        assertFalse(answer.step());
        sequence.set(60);
        assertTrue(answer.step());
        assertEquals(60, answer.get().sequence());
    }

    private static final class Counting implements SlowAnswer<String> {
        private final int fixedAfter;
        private final int steps;
        private int done;

        Counting(int fixedAfter, int steps) {
            this.fixedAfter = fixedAfter;
            this.steps = steps;
        }

        @Override
        public boolean step() {
            return ++done == steps;
        }

        @Override
        public boolean isFixed() {
            return done >= fixedAfter;
        }

        @Override
        public String get() {
            return "asked " + done + " times";
        }

        @Override
        public void close() {}
    }
}
