/** Webhooks of segments over HTTP: made, changed, rotated, tried, deleted, and how they stand. */
package io.muster.server.api.hook;
