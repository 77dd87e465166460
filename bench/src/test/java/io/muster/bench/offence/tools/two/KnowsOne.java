package io.muster.bench.offence.tools.two;

import io.muster.bench.offence.tools.one.KnowsTwo;

/** Breaks: packages have no cycles. */
public record KnowsOne(KnowsTwo other) {}
