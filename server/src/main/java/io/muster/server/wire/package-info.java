/**
 * The binary front end: {@link io.muster.server.wire.WireServer} listens, its sub-packages say what is answered and
 * how.
 */
package io.muster.server.wire;
