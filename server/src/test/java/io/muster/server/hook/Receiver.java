package io.muster.server.hook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Who is called: keeps what came, and answers as it is told to. */
final class Receiver implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    final List<Received> all = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger count = new AtomicInteger();

    /** What answers the call of that number, from 0. */
    interface Behaviour {
        void answer(int number, HttpExchange exchange) throws Exception;
    }

    /** A call, and what it was answered. */
    record Received(String body, java.util.Map<String, List<String>> headers, int status) {
        JsonNode json() throws IOException {
            return JSON.readTree(body);
        }

        String header(String name) {
            return headers.entrySet().stream()
                    .filter(each -> each.getKey().equalsIgnoreCase(name))
                    .map(each -> each.getValue().getFirst())
                    .findFirst()
                    .orElse(null);
        }

        /** Each change as {@code id event customer}. */
        List<String> changes() {
            try {
                List<String> changes = new ArrayList<>();
                json().path("changes")
                        .forEach(each -> changes.add(each.path("id").asText() + " "
                                + each.path("event").asText() + " "
                                + each.path("customer").asText()));
                return changes;
            } catch (IOException e) {
                throw new AssertionError(body, e);
            }
        }
    }

    Receiver(int port, Behaviour behaviour) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            try {
                behaviour.answer(count.getAndIncrement(), exchange);
            } catch (Exception e) {
                throw new IOException(e);
            }
            all.add(new Received(
                    new String(body, java.nio.charset.StandardCharsets.UTF_8),
                    exchange.getRequestHeaders(),
                    exchange.getResponseCode()));
            exchange.close();
        });
        server.start();
    }

    /** Answers each call with a status. */
    static Receiver answering(java.util.function.IntUnaryOperator status) throws IOException {
        return new Receiver(0, (number, exchange) -> exchange.sendResponseHeaders(status.applyAsInt(number), -1));
    }

    int port() {
        return server.getAddress().getPort();
    }

    String url() {
        return "http://127.0.0.1:" + port() + "/hook";
    }

    /** Those that it took. */
    List<Received> taken() {
        return all.stream().filter(each -> each.status() / 100 == 2).toList();
    }

    /** The changes that it took, in the order in which it did, each once. */
    List<String> changes() {
        return taken().stream()
                .flatMap(each -> each.changes().stream())
                .distinct()
                .toList();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
