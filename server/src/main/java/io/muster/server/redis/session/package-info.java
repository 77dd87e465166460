/** One connection of the Redis port: commands in, found by name, replies gathered into one write. */
package io.muster.server.redis.session;
