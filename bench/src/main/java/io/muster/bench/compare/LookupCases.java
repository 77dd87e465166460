package io.muster.bench.compare;

import static io.muster.bench.compare.Goal.ratioAtLeast;
import static io.muster.bench.compare.Goal.ratioAtMost;
import static io.muster.bench.compare.Goal.valueAtLeast;

import io.muster.bench.compare.wire.EncodedRequests;
import io.muster.bench.compare.wire.MusterReplies;
import io.muster.bench.compare.wire.MusterRequests;
import io.muster.bench.compare.wire.RawConnection;
import io.muster.bench.compare.wire.RespReplies;
import io.muster.bench.compare.wire.RespRequests;
import io.muster.protocol.codec.DurabilityType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The comparisons of look-ups: one at a time, in a full window, in frames, and through muster's Redis port. */
final class LookupCases {
    static final int SERVER_CORE = 0;
    static final int CLIENT_CORE = 1;
    static final String SAME_CORE = "one core, blocking";
    static final String ACROSS = "server on core 0, client spins on core 1";

    private static final int EVENTS_PER_BATCH = 500;
    private static final int MANY_ORDINALS = 1_024;
    private static final double ORDINALS_GOAL_MILLIONS = 50;

    private final Muster muster;
    private final Redis redis;
    private final Plan plan;
    private final RequestSets sets;
    private final EncodedRequests musterSingle;
    private final EncodedRequests redisSingle;
    private final EncodedRequests musterFrames;
    private final EncodedRequests redisFrames;
    private final EncodedRequests events;

    LookupCases(Muster muster, Redis redis, Shop shop, Plan plan) {
        this.muster = muster;
        this.redis = redis;
        this.plan = plan;
        sets = new RequestSets(shop, plan.seed());
        MusterRequests requests = muster.requests();
        int segment = muster.segmentId();
        musterSingle = sets.single(id -> requests.isMember(segment, id));
        redisSingle = sets.single(id -> RespRequests.command("SISMEMBER", Redis.setKey(0), id));
        musterFrames = sets.frames(ids -> requests.areMembers(segment, ids));
        redisFrames = sets.frames(RequestSets::multipleMembers);
        events = sets.events(requests, EVENTS_PER_BATCH, DurabilityType.DISK);
    }

    List<Comparison> all() {
        List<Comparison> cases = new ArrayList<>();
        cases.add(oneOnOneCore());
        cases.add(oneAcross());
        cases.add(window(false));
        cases.add(window(true));
        cases.add(frames());
        cases.add(byOrdinal(RequestSets.FRAME_IDS, plan.frameWindow()));
        cases.add(byOrdinal(MANY_ORDINALS, plan.longFrameWindow()));
        if (muster.redisPort() > 0) {
            cases.add(throughRedisPort());
            cases.add(framesThroughRedisPort());
        }
        return cases;
    }

    private Comparison oneOnOneCore() {
        return new Comparison(
                "one look-up",
                SERVER_CORE,
                SAME_CORE,
                contender(Measures.roundTrips(muster::blocking, musterSingle, MusterReplies::new)),
                rival("SISMEMBER", Measures.roundTrips(this::blocking, redisSingle, RespReplies::new)),
                List.of(ratioAtMost(Metric.P50, 1.05), ratioAtMost(Metric.P99, 1.05)));
    }

    /** Its goal is one of {@code --busy-poll}; without that it is shown for what it is. */
    Comparison oneAcross() {
        return new Comparison(
                plan.busyPoll() ? "one look-up, busy-poll" : "one look-up",
                CLIENT_CORE,
                ACROSS,
                contender(Measures.roundTrips(muster::spinning, musterSingle, MusterReplies::new)),
                rival("SISMEMBER", Measures.roundTrips(this::spinning, redisSingle, RespReplies::new)),
                plan.busyPoll() ? List.of(ratioAtMost(Metric.P50, 0.5)) : List.of());
    }

    private Comparison window(boolean besideEvents) {
        Contender.Measure ofMuster = besideEvents
                ? Measures.fullWindowBesideEvents(
                        muster::spinning,
                        musterSingle,
                        MusterReplies::new,
                        plan.window(),
                        muster.process(),
                        events,
                        (double) plan.eventsPerSecond() / EVENTS_PER_BATCH)
                : Measures.fullWindow(
                        muster::spinning, musterSingle, MusterReplies::new, plan.window(), 1, muster.process());
        String name = String.format(
                Locale.ROOT,
                besideEvents ? "look-ups, window %d, %,d events a second arrive at muster" : "look-ups, window %d",
                plan.window(),
                plan.eventsPerSecond());
        return new Comparison(
                name,
                CLIENT_CORE,
                ACROSS,
                contender(ofMuster),
                rival(
                        besideEvents ? "SISMEMBER, nothing beside" : "SISMEMBER",
                        Measures.fullWindow(
                                this::spinning, redisSingle, RespReplies::new, plan.window(), 1, redis.process())),
                List.of(ratioAtLeast(Metric.PER_SECOND, 5)));
    }

    private Comparison frames() {
        return new Comparison(
                "ids in frames of 64, window " + plan.frameWindow() + " frames",
                CLIENT_CORE,
                ACROSS,
                contender(inFrames(muster::spinning, musterFrames, false, muster.process())),
                rival("SMISMEMBER", inFrames(this::spinning, redisFrames, true, redis.process())),
                List.of(ratioAtLeast(Metric.PER_SECOND, 8)));
    }

    /** Clients who keep the ordinals of an export need no id to be found. */
    private Comparison byOrdinal(int each, int window) {
        MusterRequests requests = muster.requests();
        EncodedRequests ordinals =
                sets.ordinals(each, muster::ordinals, some -> requests.areMembers(muster.segmentId(), some));
        return new Comparison(
                String.format(Locale.ROOT, "ordinals in frames of %,d, window %d frames", each, window),
                CLIENT_CORE,
                ACROSS,
                contender(Measures.fullWindow(
                        muster::spinning, ordinals, MusterReplies::new, window, each, muster.process())),
                Contender.nobody(redis.process()),
                List.of(valueAtLeast(Metric.PER_SECOND, ORDINALS_GOAL_MILLIONS)));
    }

    private Comparison throughRedisPort() {
        return new Comparison(
                "muster's Redis port, window " + plan.window(),
                CLIENT_CORE,
                ACROSS,
                contender(Measures.fullWindow(
                        () -> RawConnection.spinning(muster.redisPort()),
                        redisSingle,
                        RespReplies::new,
                        plan.window(),
                        1,
                        muster.process())),
                rival(
                        "SISMEMBER",
                        Measures.fullWindow(
                                this::spinning, redisSingle, RespReplies::new, plan.window(), 1, redis.process())),
                List.of(ratioAtLeast(Metric.PER_SECOND, 1.5)));
    }

    private Comparison framesThroughRedisPort() {
        Measures.Door door = () -> RawConnection.spinning(muster.redisPort());
        return new Comparison(
                "muster's Redis port, 64 ids each, window " + plan.frameWindow(),
                CLIENT_CORE,
                ACROSS,
                contender(inFrames(door, redisFrames, true, muster.process())),
                rival("SMISMEMBER", inFrames(this::spinning, redisFrames, true, redis.process())),
                List.of(ratioAtLeast(Metric.PER_SECOND, 1.5)));
    }

    private Contender.Measure inFrames(
            Measures.Door door, EncodedRequests requests, boolean resp, ProcessHandle process) {
        return Measures.fullWindow(
                door,
                requests,
                resp ? RespReplies::new : MusterReplies::new,
                plan.frameWindow(),
                RequestSets.FRAME_IDS,
                process);
    }

    private Contender contender(Contender.Measure measure) {
        return new Contender("muster", muster.process(), measure);
    }

    private Contender rival(String command, Contender.Measure measure) {
        return new Contender("Redis " + command, redis.process(), measure);
    }

    private RawConnection blocking() throws java.io.IOException {
        return RawConnection.blocking(redis.port());
    }

    private RawConnection spinning() throws java.io.IOException {
        return RawConnection.spinning(redis.port());
    }
}
