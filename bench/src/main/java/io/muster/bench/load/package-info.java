/** The open-loop load generator, and how its latencies are shown: table, {@code .hgrm} file, plot. */
package io.muster.bench.load;
