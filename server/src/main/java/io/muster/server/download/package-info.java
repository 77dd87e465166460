/** Members of a segment for whoever knows its secret address: names and e-mail addresses, streamed over HTTP. */
package io.muster.server.download;
