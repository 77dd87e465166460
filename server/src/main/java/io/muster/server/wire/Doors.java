package io.muster.server.wire;

import io.muster.server.security.Doorkeeper;
import io.muster.server.tls.TlsContext;

/**
 * How one comes in.
 *
 * @param doorkeeper lets in whom it knows; its owner closes it
 * @param tlsOrNull spoken on every port; null: the bytes go as they are. Its owner closes it
 */
public record Doors(Doorkeeper doorkeeper, TlsContext tlsOrNull) {}
