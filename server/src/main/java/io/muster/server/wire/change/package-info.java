/** Changes of membership over the wire: streamed from the log, no faster than the reader reads. */
package io.muster.server.wire.change;
