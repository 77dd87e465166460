package io.muster.server.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.server.hook.Webhook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The examples of the README's section on the HTTP API, by curl, in their order: one for every call, and all succeed.
 */
@Timeout(300)
class ApiExamplesTest {
    private static final Path README = Path.of(System.getProperty("muster.root"), "server/README.md");
    private static final String BASE = "http://localhost:7718";
    private static final Pattern CALL = Pattern.compile("'?" + BASE + "(/v1/[^ '?]*)[^ ]*$");

    @Test
    void shouldWorkAsWritten() throws Exception {
        try (ApiShop shop = new ApiShop()) {
            shop.api.delete("/v1/workspaces/shop").is(204);
            for (String example : examples()) {
                run(example.replace(BASE, "http://localhost:" + shop.server.httpPort())
                        .replace("wh_example", webhook(shop)));
                if (example.contains("--json '{\"name\": \"shop\"")) {
                    shop.load(
                            "{\"type\":\"customer\",\"id\":\"c-17\",\"email\":\"ana@example.com\",\"tags\":[\"vip\"]}",
                            "{\"type\":\"order_placed\",\"id\":\"o-1\",\"customer\":\"c-17\",\"time\":"
                                    + "\"2026-02-01T12:00:00Z\",\"status\":\"paid\",\"total\":\"129.90\"}");
                }
            }
        }
    }

    @Test
    void shouldBeThereForEveryCall() throws IOException {
        Set<String> shown = new TreeSet<>();
        for (String example : examples()) {
            Matcher path = CALL.matcher(example);
            assertTrue(path.find(), example);
            for (String operation : ApiDocument.operations().keySet()) {
                String template = operation.substring(operation.indexOf(' ') + 1);
                boolean same = path.group(1).matches(template.replaceAll("\\{[a-z]+}", "[^/]+"));
                if (same && operation.startsWith(method(example) + " ")) {
                    shown.add(operation);
                }
            }
        }
        assertEquals(new TreeSet<>(ApiDocument.operations().keySet()), shown);
    }

    /** The id of the one that there is. */
    private static String webhook(ApiShop shop) {
        return shop.server.webhooks().all().stream()
                .map(Webhook::id)
                .findFirst()
                .orElse("wh_none");
    }

    private static String method(String example) {
        Matcher given = Pattern.compile(" -X ([A-Z]+) ").matcher(example);
        if (given.find()) {
            return given.group(1);
        }
        return example.contains(" --json ") ? "POST" : "GET";
    }

    private static List<String> examples() throws IOException {
        List<String> examples = new ArrayList<>();
        boolean here = false;
        StringBuilder command = new StringBuilder();
        for (String line : Files.readAllLines(README)) {
            here = line.startsWith("## ") ? line.equals("## HTTP API") : here;
            if (!here || command.isEmpty() && !line.startsWith("curl ")) {
                continue;
            }
            boolean goesOn = line.endsWith("\\");
            command.append(goesOn ? line.substring(0, line.length() - 1) : line);
            if (!goesOn) {
                examples.add(command.toString());
                command.setLength(0);
            }
        }
        assertTrue(examples.size() > 10, examples::toString);
        return examples;
    }

    private static void run(String command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("bash", "-c", command)
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), command);
        // What has no end is ended by curl, when its time is over.
        int expected = command.contains(" --max-time ") ? 28 : 0;
        assertEquals(expected, process.exitValue(), () -> command + "\n" + output);
    }
}
