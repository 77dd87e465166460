package io.muster.server.redis.session;

import io.muster.protocol.codec.ErrorType;
import io.muster.server.redis.resp.CommandArguments;
import io.muster.server.security.Access;
import io.muster.server.security.Role;

/**
 * Keys, as far as a connection may read what they lead to. The I/O thread; nothing is allocated for what may be read.
 */
public final class KeyAccess {
    private KeyAccess() {}

    /**
     * The segment that an argument names; null where there is none, or none that the peer is to know of. Throws
     * {@link RedisRefusal} where the peer knows of it and may not read it.
     */
    public static SegmentKey find(RedisConnection connection, CommandArguments arguments, int index) {
        SegmentKey key =
                connection.loop().keys().find(arguments.buffer(), arguments.offset(index), arguments.length(index));
        if (key == null) {
            return null;
        }
        Access access = connection.access();
        if (access != Access.OPEN && !access.allows(key.workspace().name(), Role.READ)) {
            if (!access.sees(key.workspace().name())) {
                return null;
            }
            throw new RedisRefusal(
                    ErrorType.FORBIDDEN,
                    "NOPERM " + access.refusal(key.workspace().name(), Role.READ));
        }
        return key.segment() == null ? null : key;
    }
}
