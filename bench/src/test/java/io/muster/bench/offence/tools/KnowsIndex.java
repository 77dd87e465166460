package io.muster.bench.offence.tools;

/** Breaks: tools knows only the modules it may. */
record KnowsIndex(io.muster.bench.offence.index.Doors doors) {}
