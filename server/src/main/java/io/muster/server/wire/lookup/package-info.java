/** Requests that are answered on the I/O thread from published membership: no lock, no queue, nothing allocated. */
package io.muster.server.wire.lookup;
