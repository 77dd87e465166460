package io.muster.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.muster.server.ServedApi;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The OpenAPI document against what is served; what is answered, {@link ApiClient} holds against it in every test. */
@Timeout(120)
class OpenApiTest {
    @Test
    void shouldDescribeWhatIsServedAndNothingElse() {
        Map<String, Set<String>> served = new TreeMap<>();
        for (ApiRoute route : ServedApi.routes()) {
            served.put(
                    route.method() + " " + route.path().replaceAll(":([a-z]+)", "{$1}"), new TreeSet<>(route.query()));
        }
        Map<String, Set<String>> described = new TreeMap<>();
        ApiDocument.operations().forEach((name, operation) -> described.put(name, ApiDocument.query(operation)));
        assertEquals(served, described);
    }

    @Test
    void shouldNameEachOperationOnce() {
        List<String> names = ApiDocument.operations().values().stream()
                .map(each -> each.path("operationId").asText())
                .toList();
        assertEquals(names.size(), names.stream().collect(Collectors.toSet()).size(), names::toString);
    }

    @Test
    void shouldBeAcceptedByAGeneratorOfClients() {
        ParseOptions options = new ParseOptions();
        options.setResolve(true);
        SwaggerParseResult read = new OpenAPIV3Parser().readContents(ApiDocument.text(), null, options);
        assertEquals(List.of(), read.getMessages());
        assertNotNull(read.getOpenAPI());
        assertEquals("3.1.0", read.getOpenAPI().getOpenapi());
        int operations = read.getOpenAPI().getPaths().values().stream()
                .mapToInt(path -> path.readOperations().size())
                .sum();
        assertEquals(ApiDocument.operations().size(), operations);
        SwaggerParseResult broken =
                new OpenAPIV3Parser().readContents(ApiDocument.text().replace("\"paths\"", "\"path\""), null, options);
        assertEquals(false, broken.getMessages().isEmpty());
    }

    @Test
    void shouldBeServedToEverybody() throws IOException {
        try (ApiShop shop = new ApiShop()) {
            assertEquals(
                    "muster",
                    shop.api
                            .get("/v1/openapi.json")
                            .is(200)
                            .json()
                            .path("info")
                            .path("title")
                            .asText());
            ApiAnswer other = shop.api.get("/v1/status");
            assertThrows(AssertionError.class, () -> ApiDocument.check("GET", "/v1/workspaces", other));
        }
    }
}
