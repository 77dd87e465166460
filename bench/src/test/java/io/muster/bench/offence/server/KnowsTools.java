package io.muster.bench.offence.server;

/** Breaks: server knows only the modules it may. */
record KnowsTools(io.muster.bench.offence.tools.ThingManager manager) {}
