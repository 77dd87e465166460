/**
 * External ids and their ordinals: one writer, wait-free readers. And slots that find what histories keep by its id,
 * for one thread.
 */
package io.muster.index.id;
