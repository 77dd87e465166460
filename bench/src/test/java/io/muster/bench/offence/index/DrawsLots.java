package io.muster.bench.offence.index;

import java.security.SecureRandom;

/** Breaks: index has no secret but the id table's. */
record DrawsLots(SecureRandom lots) {}
