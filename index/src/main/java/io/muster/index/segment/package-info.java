/**
 * Segments: rules compiled over criteria, their published bits and sizes, and what happens to them when criteria flip.
 */
package io.muster.index.segment;
