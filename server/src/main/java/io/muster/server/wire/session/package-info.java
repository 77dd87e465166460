/** One connection: frames in, handlers by template id, replies gathered into one write. */
package io.muster.server.wire.session;
