/** muster beside Redis: the same members in both, the same client, in turns, in one run. */
package io.muster.bench.compare;
