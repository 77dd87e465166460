package io.muster.server.limits;

import io.muster.index.Engine;
import io.muster.index.Names;
import io.muster.index.field.ListField;
import io.muster.index.field.Room;
import io.muster.index.field.Schema;
import io.muster.index.field.TextField;
import io.muster.index.record.Commands;
import io.muster.index.segment.SegmentVersions;
import io.muster.index.segment.Segments;
import io.muster.index.workspace.AbandonmentDelay;
import io.muster.index.workspace.Capacity;
import io.muster.index.workspace.FieldDeclarations;
import java.util.List;

/** The bounds of workspaces, their names and what is in them. */
final class WorkspaceProbes {
    private static final String REFUSED = "the command is refused";
    private static final String RECORD_REFUSED = "records that bring more are refused, the others are taken";
    private static final String INDEX = "index/src/test/java/io/muster/index/";

    private WorkspaceProbes() {}

    static List<Limit> limits() {
        return List.of(
                command(
                        "name of a workspace",
                        Names.MAX_WORKSPACE_LENGTH,
                        "characters",
                        (shop, n) -> Commands.createWorkspace("n".repeat(n), "UTC", "EUR")),
                command(
                        "name of a segment",
                        Names.MAX_SEGMENT_LENGTH,
                        "characters",
                        (shop, n) -> Commands.createSegment(shop.workspace(), "n".repeat(n), "number_of_orders > 1")),
                command(
                        "name of a declared field, in UTF-8",
                        FieldDeclarations.MAX_PATH_LENGTH_BYTES,
                        Limit.BYTES,
                        (shop, n) -> Commands.declareField(shop.workspace(), "n".repeat(n), "text")),
                new Limit(
                        "Workspaces",
                        "delay after which a checkout is abandoned",
                        AbandonmentDelay.MOST_MILLIS,
                        Limit.MILLISECONDS,
                        REFUSED,
                        n -> {
                            try (LimitedShop shop = new LimitedShop()) {
                                return shop.command(Commands.createWorkspace("late", "UTC", "EUR", n));
                            }
                        },
                        null),
                shown("workspaces", Engine.MAX_WORKSPACES, "workspaces", REFUSED, WORKSPACES),
                shown("workspaces that there are or were", Engine.MAX_WORKSPACE_IDS, "workspaces", REFUSED, WORKSPACES),
                shown(
                        "segments of a workspace, those included that are being built",
                        Segments.MAX_SEGMENTS,
                        "segments",
                        REFUSED,
                        "segment/SegmentBoundsTest.java#shouldHaveRoomForAsManySegmentsAsCanBe"),
                shown(
                        "versions of a segment",
                        SegmentVersions.MAX_VERSIONS,
                        "versions",
                        "the oldest is forgotten",
                        "segment/SegmentBoundsTest.java#shouldKeepTheNewestVersionsAsManyAsCanBe"),
                shown(
                        "rules of those versions together; the one in force is kept in any case",
                        SegmentVersions.MAX_CHARS,
                        "characters",
                        "the oldest is forgotten",
                        "segment/SegmentBoundsTest.java#shouldKeepTheNewestVersionsAsLongAsTheirRulesCanBeTogether"),
                new Limit(
                        "Workspaces",
                        "custom fields of a workspace",
                        Schema.MAX_CUSTOM_FIELDS,
                        "fields",
                        REFUSED + "; records that bring a new one are",
                        WorkspaceProbes::declareFields,
                        null),
                shown(
                        "customers that a workspace has or had",
                        Capacity.MAX_CUSTOMERS,
                        "customers",
                        RECORD_REFUSED,
                        "" + CAPACITY + "#shouldTakeKnownCustomersAndNoNewOnesWhenThereAreAsManyAsCanBe"),
                shown(
                        "events, orders, checkouts and refunds that a workspace has or had, of each",
                        Capacity.MAX_ROWS,
                        "of each",
                        RECORD_REFUSED,
                        CAPACITY + "#shouldTakeAsManyEventsAndOrdersAsCanBeAndNoMore"),
                shown(
                        "different texts in the orders and checkouts of a workspace",
                        Capacity.MAX_ORDER_TEXTS,
                        "texts",
                        RECORD_REFUSED,
                        CAPACITY + "#shouldTakeNoOrderWhenThereAreAsManyTextsAsCanBe"),
                shown(
                        "different names of events and of their properties",
                        Capacity.MAX_EVENT_NAMES,
                        "names",
                        RECORD_REFUSED,
                        CAPACITY + "#shouldTakeKnownEventsAndNoNewNamesWhenThereAreAsManyAsCanBe"),
                shown(
                        "different texts that a field has or had",
                        TextField.MAX_TEXTS,
                        "texts",
                        RECORD_REFUSED,
                        FULL_FIELD + "#shouldSayWhenATextFieldIsFull"),
                shown(
                        "different values that a list has or had",
                        ListField.MAX_VALUES,
                        "values",
                        RECORD_REFUSED,
                        FULL_FIELD + "#shouldSayWhenAListIsFull"),
                shown(
                        "values of a list of all customers together, each one's rounded up to a power of two",
                        ListField.MAX_PLACES,
                        "values",
                        RECORD_REFUSED,
                        FULL_FIELD + "#shouldSayWhenAListIsFull"),
                shown(
                        "bytes of ids, of texts of a field, or of details of a workspace's history",
                        Room.MAX_BYTES,
                        Limit.BYTES,
                        RECORD_REFUSED,
                        FULL_FIELD + "#shouldCountAsFullWhileOneRecordStillFits"));
    }

    private static final String WORKSPACES =
            "WorkspacesTest.java#shouldHaveRoomForAsManyAsCanBeAtOneTimeAndAsCanEverHaveBeen";
    private static final String CAPACITY = "workspace/CapacityTest.java";
    private static final String FULL_FIELD = "field/FullFieldTest.java";

    private interface CommandOf {
        byte[] command(LimitedShop shop, int amount);
    }

    private static Limit command(String what, int bound, String unit, CommandOf commands) {
        return new Limit(
                "Workspaces",
                what,
                bound,
                unit,
                REFUSED,
                n -> {
                    try (LimitedShop shop = new LimitedShop()) {
                        return shop.command(commands.command(shop, (int) n));
                    }
                },
                null);
    }

    private static Limit shown(String what, long bound, String unit, String beyond, String test) {
        return new Limit("Workspaces", what, bound, unit, beyond, null, INDEX + test);
    }

    private static String declareFields(long count) {
        try (LimitedShop shop = new LimitedShop()) {
            String refusal = null;
            for (int i = 0; i < count && refusal == null; i++) {
                refusal = shop.command(Commands.declareField(shop.workspace(), "f" + i, "number"));
            }
            return refusal;
        }
    }
}
