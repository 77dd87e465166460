/** How late customers leave a window that ends, and what that costs. */
package io.muster.bench.edges;
