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
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** {@code POST …/records}: JSON Lines in, what became of them out. */
public final class RecordCalls implements ApiPart {
    /** Under way at once; each holds a few batches. */
    public static final int MAX_AT_ONCE = 64;

    private static final Set<String> TYPES = Set.of("application/jsonl", "application/x-ndjson", "text/plain");
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
                "origin");
    }

    private void take(ApiCall call) {
        requireType(call);
        Durability durability = choice(call, "durability", Durability.values());
        boolean imported = choice(call, "origin", Origin.values()) == Origin.IMPORT;
        boolean gzip = isGzip(call);
        if (underWay.incrementAndGet() > MAX_AT_ONCE) {
            underWay.decrementAndGet();
            throw BackendException.busy(
                    "records: found " + MAX_AT_ONCE + " calls under way, expected fewer; try again", RETRY_AFTER_MS);
        }
        new RecordIntake(call, backend, durability, imported, gzip, underWay::decrementAndGet).begin();
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

    private static void requireType(ApiCall call) {
        String type = call.header("Content-Type");
        String plain = type == null ? "nothing" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (!TYPES.contains(plain)) {
            throw new ProblemException(new ApiProblem(
                    415,
                    "unsupported_media_type",
                    "Content-Type: found " + plain + ", expected application/jsonl, application/x-ndjson or"
                            + " text/plain"));
        }
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
