/**
 * From submitted commands to acknowledged ones: one thread gives sequences and keeps the journal, another applies.
 * {@link io.muster.server.pipeline.Pipeline} is the door, {@link io.muster.server.pipeline.CommandBatch} what goes
 * through it.
 */
package io.muster.server.pipeline;
