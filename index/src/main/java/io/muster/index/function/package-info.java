/** Functions over events: which events of a customer they pick, what they add up, and when that changes by itself. */
package io.muster.index.function;
