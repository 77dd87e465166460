/** Attributes of customers in columns off the heap, scanned into Roaring bitmaps; the engine's thread only. */
package io.muster.index.column;
