/** Requests about secret addresses of segments: made, listed, revoked. */
package io.muster.server.wire.link;
