/** JMH benchmarks of the engine's inner loops, without a network. */
package io.muster.bench.micro;
