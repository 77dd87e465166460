/** Values that a field or a function's parameter has had, most frequent first: what an editor of rules offers. */
package io.muster.index.suggestion;
