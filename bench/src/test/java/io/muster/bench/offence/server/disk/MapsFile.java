package io.muster.bench.offence.server.disk;

import java.nio.MappedByteBuffer;

/** Breaks: nothing is mapped into memory. */
record MapsFile(MappedByteBuffer bytes) {}
