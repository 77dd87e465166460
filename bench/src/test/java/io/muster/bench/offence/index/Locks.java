package io.muster.bench.offence.index;

import java.util.concurrent.locks.ReentrantLock;

/** Breaks: index has no threads. */
record Locks(ReentrantLock lock) {}
