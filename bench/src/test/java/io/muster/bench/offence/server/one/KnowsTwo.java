package io.muster.bench.offence.server.one;

import io.muster.bench.offence.server.two.KnowsOne;

/** Breaks: packages have no cycles. */
public record KnowsTwo(KnowsOne other) {}
