/** The bytes of the Redis protocol, RESP 2 and 3: requests decoded in place, replies encoded in place. */
package io.muster.server.redis.resp;
