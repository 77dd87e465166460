/** Calls of the HTTP API about rules that are not saved: their size, their effect, their parts. */
package io.muster.server.api.rule;
