package io.muster.server.limits;

import io.muster.index.answer.Timeline;
import io.muster.server.api.AnswerRoom;
import io.muster.server.api.ApiLimits;
import io.muster.server.api.BodyRoom;
import io.muster.server.api.JsonReader;
import io.muster.server.api.data.SampleCalls;
import io.muster.server.api.rule.ParseCalls;
import io.muster.server.sizes.SizeHistory;
import java.util.List;

/** The bounds of the HTTP API. */
final class ApiProbes {
    private static final String AREA = "HTTP API";
    private static final String TESTS = "server/src/test/java/io/muster/server/api/";

    private ApiProbes() {}

    static List<Limit> limits() {
        return List.of(
                limit("a body", BodyRoom.MAX_BODY_BYTES, Limit.BYTES, "413", "ApiBodyTest.java#shouldBoundTheLength"),
                limit(
                        "bodies that are being read, together",
                        BodyRoom.MAX_BYTES,
                        Limit.BYTES,
                        "503, try again",
                        "BodyRoomTest.java#shouldHaveRoomUpToItsBoundAndNotAByteMore"),
                limit(
                        "from the head of a call to the end of its body",
                        BodyRoom.MAX_BODY_MS,
                        Limit.MILLISECONDS,
                        "408, and the connection is closed",
                        "BodyRoomTest.java#shouldNotWaitForABodyForEver"),
                limit(
                        "answers of more than 64 KiB that are not taken yet, together",
                        AnswerRoom.MAX_BYTES,
                        Limit.BYTES,
                        "503, try again",
                        "AnswerRoomTest.java#shouldHaveRoomUpToItsBoundAndNotAByteMore"),
                limit(
                        "from such an answer to its having been taken",
                        AnswerRoom.MAX_UNREAD_MS,
                        Limit.MILLISECONDS,
                        "the connection is closed",
                        "AnswerRoomTest.java#shouldCutOffWhoDoesNotRead"),
                limit(
                        "objects and arrays of a body within each other",
                        JsonReader.MAX_DEPTH,
                        "levels",
                        "400 with line and column",
                        "ApiBodyTest.java#shouldBoundDepthAndNumbers"),
                limit(
                        "characters of a number",
                        JsonReader.MAX_NUMBER_LENGTH,
                        "characters",
                        "400 with line and column",
                        "ApiBodyTest.java#shouldBoundDepthAndNumbers"),
                limit(
                        "events of a page of what a customer did",
                        Timeline.MOST_EVENTS,
                        "events",
                        "400",
                        "workspace/TimelineCallsTest.java#shouldRefuseWhatMakesNoSense"),
                limit(
                        "idempotency keys",
                        ApiLimits.KEYS,
                        "keys",
                        "the oldest is forgotten",
                        "IdempotencyKeysTest.java#shouldForgetTheOldestBeyondItsBound"),
                limit(
                        "what their answers have together",
                        ApiLimits.KEY_BYTES,
                        Limit.BYTES,
                        "the oldest is forgotten",
                        "IdempotencyKeysTest.java#shouldHoldSoManyBytesAtMost"),
                limit(
                        "how long one is remembered",
                        ApiLimits.KEY_AGE_MS,
                        Limit.MILLISECONDS,
                        "it is forgotten",
                        "IdempotencyKeysTest.java#shouldForgetWhatIsOld"),
                limit(
                        "an idempotency key",
                        ApiLimits.KEY_LENGTH,
                        "characters",
                        "400",
                        "segment/SegmentCallsTest.java#shouldAnswerTheSameCallLikewise"),
                limit(
                        "a rule whose parts are asked for",
                        ParseCalls.MAX_RULE_CHARACTERS,
                        "characters",
                        "422",
                        "rule/RuleCallsTest.java#shouldTellThePartsOfARule"),
                limit(
                        "customers of a sample",
                        SampleCalls.MAX_CUSTOMERS,
                        "customers",
                        "400",
                        "data/SampleCallsTest.java#shouldFillAnEmptyWorkspaceOnce"),
                limit(
                        "days for which sizes of segments are kept",
                        SizeHistory.DAYS,
                        "days",
                        "they are forgotten",
                        "segment/SizeCallsTest.java#shouldFollowTheEnginesTime"),
                limit(
                        "segments of which they are kept",
                        SizeHistory.MAX_SEGMENTS,
                        "segments",
                        "of the others there are none",
                        "../sizes/SizeRecorderTest.java#shouldLookAtSoManySegmentsAtMost"));
    }

    private static Limit limit(String what, long bound, String unit, String beyond, String test) {
        return new Limit(AREA, what, bound, unit, beyond, null, TESTS + test);
    }
}
