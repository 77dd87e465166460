/**
 * The fields of a customer: a column each, and the criteria that look at it. A change of a value finds its flips here.
 */
package io.muster.index.field;
