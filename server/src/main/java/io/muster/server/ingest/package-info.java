/** The way of record batches from the front ends, through the parser, into the pipeline, and of their results back. */
package io.muster.server.ingest;
