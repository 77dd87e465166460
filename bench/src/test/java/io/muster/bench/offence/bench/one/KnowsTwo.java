package io.muster.bench.offence.bench.one;

import io.muster.bench.offence.bench.two.KnowsOne;

/** Breaks: packages have no cycles. */
public record KnowsTwo(KnowsOne other) {}
