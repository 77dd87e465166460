/**
 * Conditions made canonical: their members, shared between segments, and the sorted boundaries by which a change of a
 * value finds the criteria it can touch.
 */
package io.muster.index.criterion;
