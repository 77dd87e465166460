/** External ids and their ordinals: one writer, wait-free readers. */
package io.muster.index.id;
