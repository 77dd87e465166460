/** What the wire needs of the server behind it: published membership to read, queues to put slower work into. */
package io.muster.server.wire.backend;
