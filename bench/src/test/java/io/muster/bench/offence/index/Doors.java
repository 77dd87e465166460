package io.muster.bench.offence.index;

/** Stands for the engine. */
public record Doors() {}
