package io.muster.server.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** What is wrong with a request, as a problem document (RFC 9457). Any thread. */
final class Problem {
    static final String CONTENT_TYPE = "application/problem+json";

    private static final JsonFactory FACTORY = JsonFactory.builder().build();
    private static final int MAX_PATH_LENGTH = 200;

    private Problem() {}

    /** Answers with it. */
    static void answer(RoutingContext asked, int status, String title, String detail) {
        answer(asked.response(), status, title, detail);
    }

    static void answer(HttpServerResponse response, int status, String title, String detail) {
        if (!response.ended()) {
            response.setStatusCode(status)
                    .putHeader("Content-Type", CONTENT_TYPE)
                    .putHeader("Cache-Control", "no-store")
                    .end(document(status, title, detail));
        }
    }

    /** Method and path of a request, to be told to who sent it and nobody else: a path can hold a secret. */
    static String found(RoutingContext asked) {
        String path = String.valueOf(asked.request().path());
        return "found " + asked.request().method() + " "
                + (path.length() > MAX_PATH_LENGTH ? path.substring(0, MAX_PATH_LENGTH) + "…" : path);
    }

    static String document(int status, String title, String detail) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.writeStartObject();
            json.writeNumberField("status", status);
            json.writeStringField("title", title);
            json.writeStringField("detail", detail);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
