package io.muster.server.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.server.security.SchemaRequests.SchemaRequest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RequestNeedsTest {
    static List<SchemaRequest> requests() {
        return SchemaRequests.all();
    }

    @ParameterizedTest
    @MethodSource("requests")
    void shouldSayWhatEveryRequestOfTheSchemaNeeds(SchemaRequest request) {
        assertTrue(RequestNeeds.isListed(request.templateId()), request + ": expected a line in RequestNeeds");
    }

    @ParameterizedTest
    @MethodSource("requests")
    void shouldFindTheWorkspaceAtTheBeginningOfWhatNeedsARoleInOne(SchemaRequest request) {
        boolean needsRole = RequestNeeds.of(request.templateId()).role() != null;
        assertEquals(request.ofWorkspace() && !request.name().equals("DeleteWorkspace"), needsRole, request.name());
    }

    @Test
    void shouldBeForAdministratorsOfTheServerWhereNothingIsSaid() {
        assertFalse(RequestNeeds.isListed(99));
        assertEquals(Need.SERVER_ADMIN, RequestNeeds.of(99));
        assertEquals(Need.SERVER_ADMIN, RequestNeeds.of(60_000));
    }
}
