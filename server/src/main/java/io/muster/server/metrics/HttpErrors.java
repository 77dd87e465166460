package io.muster.server.metrics;

/** The codes that {@link RequestMeters} counts errors by, of HTTP's statuses: 400 to 451, and 500 to 510. */
public final class HttpErrors {
    private static final int CLIENT = 399;
    private static final int LAST_OF_CLIENT = 451;
    private static final int SERVER = 447;
    private static final int FIRST_OF_SERVER = 500;
    private static final int LAST_OF_SERVER = 510;

    private HttpErrors() {}

    /** The code of a status; 0 for one that is none of these. */
    public static int code(int status) {
        if (status > CLIENT && status <= LAST_OF_CLIENT) {
            return status - CLIENT;
        }
        return status >= FIRST_OF_SERVER && status <= LAST_OF_SERVER ? status - SERVER : 0;
    }

    /** The status of a code, or {@code other}. */
    public static String status(int code) {
        if (code == 0) {
            return "other";
        }
        return Integer.toString(code <= LAST_OF_CLIENT - CLIENT ? code + CLIENT : code + SERVER);
    }
}
