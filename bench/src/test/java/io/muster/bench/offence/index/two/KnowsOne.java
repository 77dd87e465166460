package io.muster.bench.offence.index.two;

import io.muster.bench.offence.index.one.KnowsTwo;

/** Breaks: packages have no cycles. */
public record KnowsOne(KnowsTwo other) {}
