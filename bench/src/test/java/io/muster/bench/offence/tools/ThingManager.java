package io.muster.bench.offence.tools;

/** Breaks: names say what a thing is. */
public record ThingManager() {}
