package io.muster.bench.offence.index.one;

import io.muster.bench.offence.index.two.KnowsOne;

/** Breaks: packages have no cycles. */
public record KnowsTwo(KnowsOne other) {}
