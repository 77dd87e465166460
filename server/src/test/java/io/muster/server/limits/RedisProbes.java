package io.muster.server.limits;

import io.muster.server.redis.resp.RespLimits;
import java.util.List;

/** The bounds of the Redis port; those of connections are the binary port's. */
final class RedisProbes {
    private static final String DECODER = "resp/CommandDecoderTest.java#";
    private static final String AT_BOUNDS = DECODER + "shouldTakeWhatIsAtTheBoundsAndNothingBeyond";
    private static final String STRANGERS = DECODER + "shouldTakeLittleFromStrangers";
    private static final String CLOSED = "the peer is told, and the connection closed";

    private RedisProbes() {}

    static List<Limit> limits() {
        return List.of(
                redis("arguments of a command", RespLimits.MAX_ARGUMENTS, "arguments", CLOSED, AT_BOUNDS),
                redis("an argument", RespLimits.MAX_ARGUMENT_BYTES, Limit.BYTES, CLOSED, AT_BOUNDS),
                redis(
                        "a command as it is sent",
                        RespLimits.MAX_COMMAND_BYTES,
                        Limit.BYTES,
                        CLOSED,
                        DECODER + "shouldBoundACommandAsAWhole"),
                redis("an inline command, or a line", RespLimits.MAX_LINE_BYTES, Limit.BYTES, CLOSED, AT_BOUNDS),
                redis(
                        "arguments of a command before login",
                        RespLimits.MAX_STRANGER_ARGUMENTS,
                        "arguments",
                        CLOSED,
                        STRANGERS),
                redis(
                        "an argument before login",
                        RespLimits.MAX_STRANGER_ARGUMENT_BYTES,
                        Limit.BYTES,
                        CLOSED,
                        STRANGERS),
                redis(
                        "keys of SINTER, SUNION, SDIFF, SINTERCARD",
                        RespLimits.MAX_KEYS,
                        "keys",
                        "the command is refused",
                        "RedisCommandsTest.java#shouldRefuseToMixWorkspaces"),
                redis(
                        "a pattern of KEYS, SCAN, SSCAN",
                        RespLimits.MAX_PATTERN_BYTES,
                        Limit.BYTES,
                        "the command is refused",
                        "RedisCommandsTest.java#shouldRefuseAPatternThatIsTooLong"),
                redis(
                        "keys or members of a step of SCAN, SSCAN",
                        RespLimits.MAX_STEP,
                        "keys",
                        "the step tells as many, and the next goes on",
                        "RedisCommandsTest.java#shouldTellNoMoreInAStepThanItMay"),
                redis(
                        "members of SRANDMEMBER with repetitions",
                        RespLimits.MAX_REPEATED_MEMBERS,
                        "members",
                        "the command is refused",
                        "RedisCommandsTest.java#shouldDrawMembersAtRandom"));
    }

    private static Limit redis(String what, long bound, String unit, String beyond, String test) {
        return new Limit(
                "Redis protocol",
                what,
                bound,
                unit,
                beyond,
                null,
                "server/src/test/java/io/muster/server/redis/" + test);
    }
}
