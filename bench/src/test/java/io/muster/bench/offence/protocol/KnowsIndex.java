package io.muster.bench.offence.protocol;

/** Breaks: protocol knows only the modules it may. */
record KnowsIndex(io.muster.bench.offence.index.Doors doors) {}
