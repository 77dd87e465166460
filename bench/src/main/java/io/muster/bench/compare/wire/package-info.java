/** Clients over raw sockets for muster's protocol and for RESP: the same loops drive both, and check every answer. */
package io.muster.bench.compare.wire;
