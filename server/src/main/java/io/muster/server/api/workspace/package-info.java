/** Calls of the HTTP API about workspaces and what is known in them. */
package io.muster.server.api.workspace;
