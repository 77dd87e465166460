package io.muster.server.api;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Calls the API of the HTTP port on this machine, and holds each answer against its document. */
public final class ApiClient implements AutoCloseable {
    private final HttpClient http = HttpClient.newHttpClient();
    private final int port;

    public ApiClient(int port) {
        this.port = port;
    }

    public ApiAnswer get(String path, String... headers) {
        return call("GET", path, null, headers);
    }

    public ApiAnswer post(String path, String json, String... headers) {
        return call("POST", path, json, headers);
    }

    public ApiAnswer put(String path, String json, String... headers) {
        return call("PUT", path, json, headers);
    }

    public ApiAnswer delete(String path, String... headers) {
        return call("DELETE", path, null, headers);
    }

    /** As {@code application/json} where there is a body and the headers say nothing else. */
    public ApiAnswer call(String method, String path, String bodyOrNull, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(
                        method,
                        bodyOrNull == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(bodyOrNull))
                .timeout(Duration.ofSeconds(60));
        if (bodyOrNull != null) {
            request.header("Content-Type", "application/json");
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        try {
            ApiAnswer answer = new ApiAnswer(http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray()));
            ApiDocument.check(method, path, answer);
            return answer;
        } catch (IOException e) {
            throw new AssertionError(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** A name as a part of a path. */
    public static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public void close() {
        http.close();
    }
}
