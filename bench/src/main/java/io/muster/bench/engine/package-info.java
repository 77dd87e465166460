/** The engine alone, in this process: what an event, a look-up and the passing of time cost in shops of any size. */
package io.muster.bench.engine;
