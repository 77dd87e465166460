package io.muster.server.redis.session;

import io.muster.server.redis.resp.CommandArguments;
import java.util.Locale;
import java.util.Set;

/** The commands of Redis that write: they are known, and refused with where to send what they would do. */
final class WriteCommands {
    private static final int LONGEST = 24;
    private static final Set<String> NAMES = Set.of(
            ("append bitfield bitop blmove blmpop blpop brpop brpoplpush bzmpop bzpopmax bzpopmin copy decr decrby del"
                + " eval evalsha expire expireat fcall flushall flushdb function geoadd georadius georadiusbymember"
                + " geosearchstore getdel getex getset hdel hexpire hexpireat hgetdel hgetex hincrby hincrbyfloat"
                + " hmset hpersist hpexpire hpexpireat hset hsetex hsetnx incr incrby incrbyfloat linsert lmove lmpop"
                + " lpop lpush lpushx lrem lset ltrim migrate move mset msetex msetnx persist pexpire pexpireat pfadd"
                + " pfdebug pfmerge psetex rename renamenx restore restore-asking rpop rpoplpush rpush rpushx sadd"
                + " sdiffstore set setbit setex setnx setrange sinterstore smove sort spop srem sunionstore swapdb"
                + " unlink xack xackdel xadd xautoclaim xclaim xdel xdelex xgroup xreadgroup xsetid xtrim zadd"
                + " zdiffstore zincrby zinterstore zmpop zpopmax zpopmin zrangestore zrem zremrangebylex"
                + " zremrangebyrank zremrangebyscore zunionstore")
                    .split(" "));

    private WriteCommands() {}

    /** Whether the first argument names one. */
    static boolean holds(CommandArguments arguments) {
        return arguments.length(0) <= LONGEST && NAMES.contains(name(arguments));
    }

    /** What who sends one is told. */
    static String refusal(CommandArguments arguments) {
        return "ERR " + name(arguments).toUpperCase(Locale.ROOT)
                + ": found a command that writes, expected one that reads: this port is read-only: send records to the"
                + " binary port or POST /v1/workspaces/{workspace}/records";
    }

    private static String name(CommandArguments arguments) {
        return arguments.raw(0).toLowerCase(Locale.ROOT);
    }
}
