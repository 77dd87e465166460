package io.muster.bench.engine;

import io.muster.index.change.Change;
import io.muster.index.change.ChangeListener;

/** Counts how often a customer entered or left a segment, changes of definitions left out. */
final class CountedChanges implements ChangeListener {
    private long count;

    long count() {
        return count;
    }

    @Override
    public void changed(Change change) {
        count++;
    }

    @Override
    public void redefined(Redefinition redefinition) {}
}
