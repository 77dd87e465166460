package io.muster.server.pipeline;

import io.muster.index.Outcome;
import io.muster.index.record.CommandKind;
import io.muster.index.record.CommandReader;
import io.muster.index.record.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.agrona.DirectBuffer;

/**
 * Remembers what was applied: {@code "3 name"}, {@code "4 now 1700"}. Refuses names that start with "refuse", breaks on
 * those with "break", waits at "wait" until {@link #release}, is next due at the time that "due 1700" says, has work of
 * three steps from "task" on, and from "work" on some that never ends.
 */
final class RecordingMachine implements StateMachine {
    private static final int STEPS = 3;

    private final CommandReader reader = new CommandReader();
    private final List<String> applied = new ArrayList<>();
    private final CountDownLatch gate = new CountDownLatch(1);
    private final CountDownLatch waiting = new CountDownLatch(1);
    private volatile long sequence;
    private volatile long nowMillis;
    private volatile long nextDueMillis = Long.MAX_VALUE;
    private volatile boolean work;
    private volatile int stepsLeft;
    private volatile Runnable whenTaskEnds = () -> {};

    @Override
    public void apply(DirectBuffer command, int offset, int length, Outcome outcome) {
        reader.wrap(command, offset, length);
        int kind = reader.kind();
        reader.next();
        String what;
        if (kind == CommandKind.ADVANCE) {
            what = "now " + reader.number();
            nowMillis = reader.number();
            nextDueMillis = nextDueMillis <= nowMillis ? Long.MAX_VALUE : nextDueMillis;
            outcome.accept(0);
        } else if (kind == CommandKind.STEP) {
            what = "step";
            endStep();
            outcome.accept(0);
        } else {
            what = reader.text();
            apply(what, outcome);
        }
        synchronized (this) {
            applied.add(sequence + 1 + " " + what);
        }
        sequence = sequence + 1;
    }

    @Override
    public void lookAhead(DirectBuffer commands, int offset, int count) {
        // There is nothing to load.
    }

    /** Runs that with the last step of each task, as part of it. */
    void whenTaskEnds(Runnable action) {
        whenTaskEnds = action;
    }

    private void endStep() {
        if (stepsLeft == 1) {
            whenTaskEnds.run();
        }
        stepsLeft = Math.max(0, stepsLeft - 1);
    }

    private void apply(String name, Outcome outcome) {
        if (name.startsWith("break")) {
            throw new IllegalStateException("broken by " + name);
        }
        if (name.startsWith("wait")) {
            await();
        }
        if (name.startsWith("due ")) {
            nextDueMillis = Long.parseLong(name.substring(4));
        }
        stepsLeft = name.startsWith("task") ? STEPS : stepsLeft;
        work |= name.startsWith("work");
        if (name.startsWith("refuse")) {
            outcome.refuseField(name, "found " + name);
        } else {
            outcome.accept(name.length());
        }
    }

    private void await() {
        waiting.countDown();
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns when a "wait" is being applied. */
    void awaitWaiting() {
        PipelineRig.await().until(() -> waiting.getCount() == 0);
    }

    void release() {
        gate.countDown();
    }

    synchronized List<String> applied() {
        return List.copyOf(applied);
    }

    /** What was applied, time left out, without sequences. */
    List<String> names() {
        return applied().stream()
                .map(text -> text.substring(text.indexOf(' ') + 1))
                .filter(text -> !text.startsWith("now "))
                .toList();
    }

    @Override
    public long nextDueMillis() {
        return nextDueMillis;
    }

    @Override
    public long nowMillis() {
        return nowMillis;
    }

    @Override
    public boolean hasWork() {
        return work || stepsLeft > 0;
    }

    @Override
    public long sequence() {
        return sequence;
    }

    static CommandBatch batch(Completion completion, String... names) {
        CommandBatch batch = new CommandBatch(completion);
        for (String name : names) {
            batch.begin(CommandKind.EVENT, 1).text(Tag.NAME, name);
            batch.end();
        }
        return batch;
    }

    static byte[] command(String name) {
        CommandBatch batch = batch(null, name);
        byte[] command = new byte[batch.lengthBytes() - Integer.BYTES];
        batch.buffer().getBytes(Integer.BYTES, command);
        return command;
    }
}
