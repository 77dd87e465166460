package io.muster.bench.offence.bench.two;

import io.muster.bench.offence.bench.one.KnowsTwo;

/** Breaks: packages have no cycles. */
public record KnowsOne(KnowsTwo other) {}
