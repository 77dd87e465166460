/**
 * The changes of membership, kept: the engine's thread tells them, a thread writes them into files, readers follow from
 * any sequence that is retained. Not the truth: a replay of the journal gives the same again.
 */
package io.muster.server.change;
