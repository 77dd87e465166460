/** Changes of membership, as a client follows them. */
package io.muster.protocol.client.change;
