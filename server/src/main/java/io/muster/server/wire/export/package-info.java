/** Members in bulk: streamed in pieces, no faster than the reader reads. */
package io.muster.server.wire.export;
