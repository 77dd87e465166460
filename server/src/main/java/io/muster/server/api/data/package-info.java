/** Data in bulk over HTTP: records in, members and changes out, streamed no faster than the other side takes them. */
package io.muster.server.api.data;
