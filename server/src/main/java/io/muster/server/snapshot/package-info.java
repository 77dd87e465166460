/**
 * The engine's state on the disk: files that are complete or absent, the manifest that says which one is in force,
 * recovery from it and the journal since, and copies of it for the day when the disk is gone.
 */
package io.muster.server.snapshot;
