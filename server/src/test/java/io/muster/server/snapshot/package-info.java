/** Snapshots, recovery and backups, mostly of a state of texts: small enough to crash after every call. */
package io.muster.server.snapshot;
