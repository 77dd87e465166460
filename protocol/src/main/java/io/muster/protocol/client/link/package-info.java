/** Secret addresses of segments, as a client sees them. */
package io.muster.protocol.client.link;
