/**
 * The binary form of a command: what the journal keeps and {@link io.muster.index.Engine#apply} takes. One layout for
 * records and definitions, read and written in place without allocating.
 */
package io.muster.index.record;
