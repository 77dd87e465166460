/** Brings records to a server: from files or from memory, several batches on the way at once. */
package io.muster.tools.load;
