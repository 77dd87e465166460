/** Off-heap memory by dense index: pages that start small and grow to 65,536 entries, and an arena of blobs. */
package io.muster.index.memory;
