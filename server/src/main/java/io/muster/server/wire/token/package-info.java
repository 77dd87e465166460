/** Requests about tokens: made, listed, revoked. */
package io.muster.server.wire.token;
