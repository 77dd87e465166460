/**
 * The server: journal, pipeline and front ends around one engine. {@link io.muster.server.MusterServer} puts them
 * together.
 */
package io.muster.server;
