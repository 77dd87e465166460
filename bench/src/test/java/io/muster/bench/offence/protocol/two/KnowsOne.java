package io.muster.bench.offence.protocol.two;

import io.muster.bench.offence.protocol.one.KnowsTwo;

/** Breaks: packages have no cycles. */
public record KnowsOne(KnowsTwo other) {}
