package io.muster.bench.offence.server.two;

import io.muster.bench.offence.server.one.KnowsTwo;

/** Breaks: packages have no cycles. */
public record KnowsOne(KnowsTwo other) {}
