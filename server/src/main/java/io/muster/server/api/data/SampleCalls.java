package io.muster.server.api.data;

import io.muster.index.WorkspaceView;
import io.muster.protocol.codec.CreateSegmentDecoder;
import io.muster.server.api.ApiCall;
import io.muster.server.api.ApiPart;
import io.muster.server.api.ApiProblem;
import io.muster.server.api.ApiRoutes;
import io.muster.server.api.JsonObject;
import io.muster.server.api.ProblemException;
import io.muster.server.generate.ShopOptions;
import io.muster.server.security.RequestNeeds;
import io.muster.server.wire.backend.Backend;
import io.muster.server.wire.backend.BackendException;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/** {@code POST …/sample}: fills an empty workspace with a generated shop, for those who want to look first. */
public final class SampleCalls implements ApiPart {
    /** Most customers of a sample. */
    public static final int MAX_CUSTOMERS = 10_000;

    private static final double ORDERS_PER_CUSTOMER = 2.5;
    private static final int RETRY_AFTER_MS = 1_000;

    private final Backend backend;
    private final AtomicBoolean loading = new AtomicBoolean();

    public SampleCalls(Backend backend) {
        this.backend = backend;
    }

    @Override
    public void addTo(ApiRoutes routes) {
        // Whoever may define segments: these customers stay until the workspace goes.
        routes.post("/v1/workspaces/:w/sample", RequestNeeds.of(CreateSegmentDecoder.TEMPLATE_ID), this::load);
    }

    private void load(ApiCall call) {
        call.body(body -> {
            ShopOptions shop = shop(call.workspace(), body);
            requireEmpty(call.workspace());
            if (!loading.compareAndSet(false, true)) {
                throw BackendException.busy("sample: found one being loaded, expected none; try again", RETRY_AFTER_MS);
            }
            CompletableFuture<Long> loaded =
                    SampleLoad.begin(backend, call.workspace().id(), shop);
            loaded.whenComplete((records, failure) -> loading.set(false));
            call.then(
                    loaded,
                    records -> call.answer(200, json -> {
                        json.writeStartObject();
                        json.writeNumberField("customers", call.workspace().customers());
                        json.writeNumberField("records", records);
                        json.writeEndObject();
                    }));
        });
    }

    private ShopOptions shop(WorkspaceView workspace, JsonObject body) {
        body.only("customers", "seed");
        int customers = (int) body.number("customers", MAX_CUSTOMERS, 1, MAX_CUSTOMERS);
        long seed = body.number("seed", 1, 0, Integer.MAX_VALUE);
        long nowMillis = backend.clockIsManual() ? backend.nowMillis() : System.currentTimeMillis();
        return new ShopOptions(
                customers,
                ORDERS_PER_CUSTOMER,
                seed,
                Instant.ofEpochMilli(nowMillis),
                ShopOptions.DEFAULT_YEARS,
                workspace.zone(),
                workspace.currency().isEmpty() ? ShopOptions.DEFAULT_CURRENCY : workspace.currency());
    }

    private static void requireEmpty(WorkspaceView workspace) {
        if (workspace.customers() > 0) {
            throw new ProblemException(new ApiProblem(
                    409,
                    "not_empty",
                    "workspace: found " + workspace.customers() + " customers in '" + workspace.name()
                            + "', expected none: a sample is not mixed with what is there"));
        }
    }
}
