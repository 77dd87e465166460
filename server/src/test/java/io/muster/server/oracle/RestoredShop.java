package io.muster.server.oracle;

import io.muster.index.Engine;
import io.muster.index.Outcome;
import io.muster.index.SlowAnswer;
import io.muster.index.snapshot.EngineSnapshot;
import io.muster.index.snapshot.SnapshotException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A shop whose engine is saved now and then while it takes commands, and given up for one that was restored from what
 * was saved and took the same commands since: that one must have told the same changes, and must be saved as the same
 * bytes.
 */
final class RestoredShop extends ForwardingShop {
    private final EngineShop shop;
    private final SplittableRandom random;
    private final List<byte[]> commands = new ArrayList<>();
    private SavedBlocks saved;
    private EngineSnapshot snapshot;
    private boolean whole;

    RestoredShop(EngineShop shop, long seed) {
        super(shop);
        this.shop = shop;
        random = new SplittableRandom(seed);
        shop.listen(this::taken);
    }

    static JudgedShop open(History history) {
        return new RestoredShop(EngineShop.bare(history), history.hashCode());
    }

    @Override
    public boolean take(String json, boolean imported) {
        before();
        boolean taken = super.take(json, imported);
        after();
        return taken;
    }

    @Override
    public void advance(Instant now) {
        before();
        super.advance(now);
        after();
    }

    @Override
    public boolean define(String name, String rule) {
        before();
        boolean taken = super.define(name, rule);
        after();
        return taken;
    }

    @Override
    public boolean edit(String name, String rule) {
        before();
        boolean taken = super.edit(name, rule);
        after();
        return taken;
    }

    @Override
    public boolean delete(String name) {
        before();
        boolean taken = super.delete(name);
        after();
        return taken;
    }

    private void before() {
        if (snapshot == null && random.nextInt(4) == 0) {
            commands.clear();
            shop.changes().mark();
            saved = new SavedBlocks();
            whole = false;
            snapshot = shop.engine().beginSnapshot();
        }
    }

    private void taken(DirectBuffer command, int offset, int length) {
        if (snapshot != null) {
            byte[] copy = new byte[length];
            command.getBytes(offset, copy);
            commands.add(copy);
            save();
        }
    }

    private void save() {
        if (!whole && random.nextInt(3) == 0) {
            whole = !snapshot.step(saved);
        }
    }

    private void after() {
        if (snapshot == null) {
            return;
        }
        save();
        if (random.nextInt(3) == 0) {
            while (!whole) {
                whole = !snapshot.step(saved);
            }
            long sequence = snapshot.sequence();
            snapshot.close();
            snapshot = null;
            restore(sequence);
        }
    }

    private void restore(long sequence) {
        EngineChanges changes = new EngineChanges();
        Engine restored = restored(changes);
        changes.follow(restored.workspace(shop.view().id()));
        same("sequence", sequence, restored.sequence());
        Outcome outcome = new Outcome();
        SlowAnswer<Long> moving = restored.moveRestored();
        for (byte[] command : commands) {
            restored.apply(new UnsafeBuffer(command), 0, command.length, outcome);
            if (random.nextInt(4) == 0) {
                moving.step();
            }
        }
        Engine original = shop.engine();
        same("changes", shop.changes().sinceMark(), changes.sinceMark());
        same("sequence", original.sequence(), restored.sequence());
        same("now", original.nowMillis(), restored.nowMillis());
        same("next due", original.nextDueMillis(), restored.nextDueMillis());
        same("status", original.status(), restored.status());
        same(
                "catalogue",
                shop.view().segments().toString(),
                restored.workspace(shop.view().id()).segments().toString());
        same(
                "where the states part",
                -1,
                SavedBlocks.of(original.beginSnapshot()).mismatch(SavedBlocks.of(restored.beginSnapshot())));
        shop.exchange(restored, changes);
    }

    private Engine restored(EngineChanges changes) {
        try {
            return Engine.restore(shop.options(changes), saved.source());
        } catch (SnapshotException damaged) {
            throw new IllegalStateException(damaged);
        }
    }

    private static void same(String what, Object expected, Object found) {
        if (!expected.equals(found)) {
            throw new AssertionError("restored, " + what + ": found " + found + ", expected " + expected);
        }
    }
}
