package io.muster.server.limits;

import io.muster.server.http.HttpDoors;
import java.util.List;

/** The bounds of the HTTP port. */
final class HttpProbes {
    private static final String LOGIN = "server/src/test/java/io/muster/server/http/Promise11HttpLoginTest.java#";

    private HttpProbes() {}

    static List<Limit> limits() {
        return List.of(
                http(
                        "connections",
                        HttpDoors.USUAL_CONNECTIONS,
                        "connections",
                        "the connection is closed",
                        "shouldCloseConnectionsBeyondItsBoundAndServeTheOthers"),
                http(
                        "a request line",
                        HttpDoors.MAX_LINE_BYTES,
                        Limit.BYTES,
                        "the answer is 414, and the connection closed",
                        "shouldTakeAHeaderAtItsBoundAndNotAByteMore"),
                http(
                        "the headers of a request, line ends apart",
                        HttpDoors.MAX_HEADER_BYTES,
                        Limit.BYTES,
                        "the answer is 431, and the connection closed",
                        "shouldTakeAHeaderAtItsBoundAndNotAByteMore"),
                http(
                        "from connection to the end of the first request's headers",
                        HttpDoors.USUAL_FIRST_REQUEST_MS,
                        Limit.MILLISECONDS,
                        "the connection is closed",
                        "shouldCloseWhoSendsItsFirstRequestByteByByteForTooLong"),
                http(
                        "requests on a connection that has not logged in where there are tokens",
                        1,
                        "request",
                        "what comes behind it is not looked at, and the connection closed after the answer",
                        "shouldTakeOneGuessAConnection"));
    }

    private static Limit http(String what, long bound, String unit, String beyond, String test) {
        return new Limit("HTTP", what, bound, unit, beyond, null, LOGIN + test);
    }
}
