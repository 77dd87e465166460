/** Measurements of a running server: open loop, corrected for coordinated omission. */
package io.muster.bench;
