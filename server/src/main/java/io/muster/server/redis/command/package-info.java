/** The commands of the Redis port. */
package io.muster.server.redis.command;
