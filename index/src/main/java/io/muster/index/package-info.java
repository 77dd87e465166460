/**
 * The engine: commands in, membership out. Single-threaded, deterministic, with no clock, disk, network or thread of
 * its own. {@link io.muster.index.Engine} is the writer's door, {@link io.muster.index.WorkspaceView} the readers'.
 */
package io.muster.index;
