package io.muster.bench.offence.server;

/** Breaks: libraries and server print nothing. */
public record Prints() {
    void print() {
        System.out.println();
    }
}
