/** Calls of the HTTP API about segments: their definitions, versions, secret addresses, overlap. */
package io.muster.server.api.segment;
