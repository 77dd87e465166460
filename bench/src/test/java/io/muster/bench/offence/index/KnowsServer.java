package io.muster.bench.offence.index;

/** Breaks: index knows only the modules it may. */
record KnowsServer(io.muster.bench.offence.server.Prints printer, org.slf4j.Logger log) {}
