/**
 * The engine's state as blocks of bytes: what it is saved as and restored from. Where the blocks go, and how they are
 * told from damaged ones, is not known here.
 */
package io.muster.index.snapshot;
