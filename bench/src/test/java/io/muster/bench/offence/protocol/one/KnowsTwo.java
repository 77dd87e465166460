package io.muster.bench.offence.protocol.one;

import io.muster.bench.offence.protocol.two.KnowsOne;

/** Breaks: packages have no cycles. */
public record KnowsTwo(KnowsOne other) {}
