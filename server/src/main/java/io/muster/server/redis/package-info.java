/** The Redis port: segments as sets that any client of Redis can read. */
package io.muster.server.redis;
