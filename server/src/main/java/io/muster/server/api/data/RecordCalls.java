package io.muster.server.api.data;

import io.muster.protocol.codec.AppendRecordsDecoder;
import io.muster.server.api.ApiCall;
import io.muster.server.api.ApiPart;
import io.muster.server.api.ApiProblem;
import io.muster.server.api.ApiRoutes;
import io.muster.server.api.ProblemException;
import io.muster.server.security.RequestNeeds;
import io.muster.server.wire.backend.Backend;
import io.muster.server.wire.backend.BackendException;
import io.muster.server.wire.backend.Durability;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** {@code POST …/records}: JSON Lines or CSV in, what became of them out. */
public final class RecordCalls implements ApiPart {
    /** Under way at once; each holds a few batches. */
    public static final int MAX_AT_ONCE = 64;

    private static final Set<String> LINES = Set.of("application/jsonl", "application/x-ndjson", "text/plain");
    private static final String CSV = "text/csv";
    private static final List<String> CSV_QUERY = List.of("type", "columns", "unmapped", "delimiter");
    private static final int RETRY_AFTER_MS = 1_000;

    private final Backend backend;
    private final AtomicInteger underWay = new AtomicInteger();

    public RecordCalls(Backend backend) {
        this.backend = backend;
    }

    @Override
    public void addTo(ApiRoutes routes) {
        routes.post(
                "/v1/workspaces/:w/records",
                RequestNeeds.of(AppendRecordsDecoder.TEMPLATE_ID),
                this::take,
                "durability",
                "origin",
                "type",
                "columns",
                "unmapped",
                "delimiter");
    }

    private void take(ApiCall call) {
        RecordBatches batches = batches(call);
        Durability durability = choice(call, "durability", Durability.values());
        boolean imported = choice(call, "origin", Origin.values()) == Origin.IMPORT;
        boolean gzip = isGzip(call);
        if (underWay.incrementAndGet() > MAX_AT_ONCE) {
            underWay.decrementAndGet();
            throw BackendException.busy(
                    "records: found " + MAX_AT_ONCE + " calls under way, expected fewer; try again", RETRY_AFTER_MS);
        }
        new RecordIntake(call, backend, batches, durability, imported, gzip, underWay::decrementAndGet).begin();
    }

    private static RecordBatches batches(ApiCall call) {
        if (type(call).equals(CSV)) {
            String type = call.query("type");
            if (type == null) {
                throw ProblemException.badRequest("type: found nothing, expected what the rows are: customer,"
                        + " order_placed, or another type of record");
            }
            boolean othersIgnored = choice(call, "unmapped", Unmapped.values()) == Unmapped.IGNORE;
            char delimiter = choice(call, "delimiter", Delimiter.values()).each;
            return new CsvBatches(new CsvColumns(type, call.query("columns"), othersIgnored), delimiter);
        }
        for (String name : CSV_QUERY) {
            if (call.query(name) != null) {
                throw ProblemException.badRequest("query: found '" + name + "', expected it with " + CSV + " only");
            }
        }
        return new LineBatches();
    }

    /** What becomes of columns that are no field. */
    private enum Unmapped {
        REFUSE,
        IGNORE
    }

    /** What stands between cells. */
    private enum Delimiter {
        COMMA(','),
        SEMICOLON(';'),
        TAB('\t');

        private final char each;

        Delimiter(char each) {
            this.each = each;
        }
    }

    /** Where records come from. */
    private enum Origin {
        LIVE,
        IMPORT
    }

    /** The first where none is named. */
    private static <E extends Enum<E>> E choice(ApiCall call, String name, E[] all) {
        String text = call.query(name);
        StringBuilder expected = new StringBuilder();
        for (E each : all) {
            String of = each.name().toLowerCase(Locale.ROOT);
            if (text == null || of.equals(text)) {
                return each;
            }
            expected.append(expected.isEmpty() ? "" : ", ").append(of);
        }
        throw ProblemException.badRequest(name + ": found '" + text + "', expected one of " + expected);
    }

    private static String type(ApiCall call) {
        String type = call.header("Content-Type");
        String[] parts = type == null
                ? new String[] {"nothing"}
                : type.toLowerCase(Locale.ROOT).split(";");
        String plain = parts[0].strip();
        if (!LINES.contains(plain) && !plain.equals(CSV)) {
            throw unsupported(
                    "found " + plain + ", expected application/jsonl, application/x-ndjson, text/plain or " + CSV);
        }
        for (String parameter : plain.equals(CSV) ? parts : new String[0]) {
            String charset = parameter.strip();
            if (charset.startsWith("charset=") && !charset.replace("\"", "").equals("charset=utf-8")) {
                throw unsupported("found " + charset + ", expected UTF-8");
            }
        }
        return plain;
    }

    private static ProblemException unsupported(String detail) {
        return new ProblemException(new ApiProblem(415, "unsupported_media_type", "Content-Type: " + detail));
    }

    private static boolean isGzip(ApiCall call) {
        String encoding = call.header("Content-Encoding");
        if (encoding == null || encoding.equalsIgnoreCase("identity")) {
            return false;
        }
        if (encoding.equalsIgnoreCase("gzip")) {
            return true;
        }
        throw new ProblemException(new ApiProblem(
                415, "unsupported_media_type", "Content-Encoding: found " + encoding + ", expected gzip or none"));
    }
}
