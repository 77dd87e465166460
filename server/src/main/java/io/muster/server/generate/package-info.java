/** A believable shop as records, in the order of their times, the same for the same seed. */
package io.muster.server.generate;
