package io.muster.server.limits;

import io.muster.index.answer.Overlap;
import io.muster.protocol.FrameDescriptor;
import io.muster.server.config.ConfigException;
import io.muster.server.config.ConfigFile;
import io.muster.server.config.Configuration;
import io.muster.server.pipeline.PipelineOptions;
import io.muster.server.wire.flow.ConnectionOptions;
import io.muster.server.wire.question.CountRuleHandler;
import io.muster.server.wire.question.SuggestHandler;
import io.muster.server.wire.session.SessionOptions;
import java.util.List;
import java.util.Map;

/** The bounds of connections, requests and settings. */
final class ServerProbes {
    private static final String WIRE = "server/src/test/java/io/muster/server/wire/";
    private static final String AREA = "Connections and requests";
    private static final String CLOSED = "the peer is told, and the connection closed";
    private static final String BUSY = "the answer is BUSY";
    private static final String REFUSED = "the request is refused";

    private ServerProbes() {}

    static List<Limit> limits() {
        SessionOptions session = SessionOptions.defaults();
        return List.of(
                wire(
                        "connections, by default",
                        ConnectionOptions.defaults().maxConnections(),
                        "connections",
                        "the peer is told BUSY, and the connection closed",
                        "Promise08SlowSenderTest.java#shouldTellTheOneBeyondTheLimitAndTakeTheNextWhenOneLeaves"),
                definitions(
                        "definitions of segments that wait for those before",
                        PipelineOptions.MAX_DEFINITIONS,
                        "definitions",
                        "shouldTakeAsManyAsCanWaitAndNoMore"),
                definitions(
                        "what those have together",
                        PipelineOptions.MAX_DEFINITION_BYTES,
                        Limit.BYTES,
                        "shouldRefuseTheOneBeyondItsBound"),
                wire(
                        "a frame, its length field apart",
                        FrameDescriptor.MAX_LENGTH,
                        Limit.BYTES,
                        CLOSED,
                        "FramingTest.java#shouldCloseWhereALengthIsImpossible"),
                wire(
                        "a frame before Hello is answered",
                        session.greetingMaxBytes(),
                        Limit.BYTES,
                        CLOSED,
                        "RequestBoundsTest.java#shouldTakeAGreetingAsLongAsCanBeAndNoLongerFrame"),
                wire(
                        "from connection to Hello",
                        session.greetingTimeoutMs(),
                        Limit.MILLISECONDS,
                        CLOSED,
                        "FramingTest.java#shouldCloseWhereNoGreetingComes"),
                wire(
                        "requests of one connection that wait for the engine, the disk or a sequence",
                        session.maxOutstanding(),
                        "requests",
                        BUSY,
                        "PipeliningTest.java#shouldAnswerBusyWhenTooManyRequestsWaitForTheEngine"),
                wire(
                        "exports under way on one connection",
                        session.maxExports(),
                        "exports",
                        BUSY,
                        "ExportTest.java#shouldAnswerBusyWhenTooManyExportsAreUnderWay"),
                wire(
                        "how long a look-up waits for its least sequence",
                        session.sequenceTimeoutMs(),
                        Limit.MILLISECONDS,
                        BUSY,
                        "RequestsTest.java#shouldAnswerBusyWhenASequenceIsNotReachedInTime"),
                wire(
                        "entries of a group: ids of one request, conditions of one reply",
                        FrameDescriptor.MAX_GROUP_COUNT,
                        "entries",
                        REFUSED,
                        "RequestBoundsTest.java#shouldTakeAsManyCustomersAsAGroupHas"),
                wire(
                        "ordinals of one request",
                        FrameDescriptor.MAX_GROUP_COUNT,
                        "ordinals",
                        REFUSED,
                        "OrdinalLookupsTest.java#shouldTakeAsManyOrdinalsAsAGroupHasEntriesAndNoMore"),
                wire(
                        "customers of a sample",
                        CountRuleHandler.MAX_SAMPLE,
                        "customers",
                        "as many as can be are told",
                        "RequestBoundsTest.java#shouldTellNoMoreThanTheLongestSample"),
                wire(
                        "suggested values asked for",
                        SuggestHandler.MAX_VALUES,
                        "values",
                        REFUSED,
                        "RequestBoundsTest.java#shouldRefuseToSuggestMoreValuesThanCanBe"),
                wire(
                        "segments of an overlap",
                        Overlap.MOST,
                        "segments",
                        REFUSED,
                        "RequestBoundsTest.java#shouldRefuseAnOverlapOfMoreSegmentsThanCanBe"),
                new Limit(
                        "Settings",
                        "a configuration file",
                        ConfigFile.MAX_LENGTH_BYTES,
                        Limit.BYTES,
                        "the server does not start",
                        n -> refusal("#".repeat((int) n)),
                        null),
                new Limit(
                        "Settings",
                        "a line of it",
                        ConfigFile.MAX_LINE_LENGTH,
                        "characters",
                        "the server does not start",
                        n -> refusal("data = " + "d".repeat((int) n - 7)),
                        null));
    }

    private static Limit wire(String what, long bound, String unit, String beyond, String test) {
        return new Limit(AREA, what, bound, unit, beyond, null, WIRE + test);
    }

    private static Limit definitions(String what, long bound, String unit, String test) {
        return new Limit(
                AREA,
                what,
                bound,
                unit,
                BUSY,
                null,
                "server/src/test/java/io/muster/server/DefinitionQueueTest.java#" + test);
    }

    private static String refusal(String text) {
        try {
            Configuration.read(ConfigFile.of("muster.conf", text), Map.of(), Map.of());
            return null;
        } catch (ConfigException refused) {
            return refused.getMessage();
        }
    }
}
