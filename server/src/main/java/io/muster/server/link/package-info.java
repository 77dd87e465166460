/** Secret addresses at which a segment's members are handed out: made, kept hashed, found, replaced, revoked. */
package io.muster.server.link;
