package io.muster.bench.offence.tools.one;

import io.muster.bench.offence.tools.two.KnowsOne;

/** Breaks: packages have no cycles. */
public record KnowsTwo(KnowsOne other) {}
