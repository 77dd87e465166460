package io.muster.server.download;

import io.vertx.core.http.HttpServerResponse;

/** What is answered instead of members: always the same bytes, with nothing in them of what was asked. Any thread. */
enum Refusal {
    ADDRESS(404, "Not Found", "address: found none that is good, expected one that was made and not revoked since"),
    FORMAT(400, "Bad Request", "format: found another, expected csv or jsonl"),
    METHOD(405, "Method Not Allowed", "method: found another, expected GET or HEAD"),
    NOT_NOW(503, "Service Unavailable", "server: found it starting or busy, expected it to serve; try again");

    private final int status;
    private final String document;

    Refusal(int status, String title, String detail) {
        this.status = status;
        document = "{\"status\":" + status + ",\"title\":\"" + title + "\",\"detail\":\"" + detail + "\"}";
    }

    /** A problem document (RFC 9457); nothing where the connection is gone. */
    void answer(HttpServerResponse response) {
        if (!response.ended() && !response.closed()) {
            response.setStatusCode(status)
                    .putHeader("Content-Type", "application/problem+json")
                    .end(document);
        }
    }
}
