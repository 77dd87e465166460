/**
 * The HTTP port: what a server says of itself to those who watch it, and who may hear it. What is served is divided
 * into areas.
 */
package io.muster.server.http;
