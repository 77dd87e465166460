/** JMH benchmarks of the engine's inner loops, and of the road of a look-up. */
package io.muster.bench.micro;
