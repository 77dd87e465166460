/** The HTTP port: what a server says of itself to those who watch it. */
package io.muster.server.http;
