/** What connections may hold together and each for itself, and what becomes of those that do not keep up. */
package io.muster.server.wire.flow;
