/** Counts and combinations of sets of customers, page by page, by the writer or beside it. */
package io.muster.index.algebra;
