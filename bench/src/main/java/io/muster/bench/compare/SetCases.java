package io.muster.bench.compare;

import static io.muster.bench.compare.Goal.ratioAtMost;
import static io.muster.bench.compare.Goal.valueAtMost;

import io.muster.bench.compare.wire.EncodedRequests;
import io.muster.bench.compare.wire.MusterReplies;
import io.muster.bench.compare.wire.MusterRequests;
import io.muster.bench.compare.wire.RawConnection;
import io.muster.bench.compare.wire.Replies;
import io.muster.bench.compare.wire.RespReplies;
import io.muster.bench.compare.wire.RespRequests;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;

/** The comparisons of whole rows and whole sets, one request at a time with client and server on one core. */
final class SetCases {
    /** The goals of counts and exports are of a million members. */
    private static final int CUSTOMERS_OF_GOALS = 10_000_000;

    private static final double ROW_GOAL_MICROSECONDS = 18;
    private static final double COUNT_GOAL_MICROSECONDS = 60;
    private static final double EXPORT_GOAL_MICROSECONDS = 500;

    private final Muster muster;
    private final Redis redis;
    private final Shop shop;
    private final EncodedRequests musterRows;
    private final RequestSets sets;

    SetCases(Muster muster, Redis redis, Shop shop, Plan plan) {
        this.muster = muster;
        this.redis = redis;
        this.shop = shop;
        sets = new RequestSets(shop, plan.seed());
        MusterRequests requests = muster.requests();
        musterRows = sets.rows(customer -> requests.memberships(Shop.id(customer)));
    }

    List<Comparison> all() {
        long both = shop.members(0, 1);
        return List.of(rowBesideBits(), rowBesideSet(), countBesideBits(both), countBesideSets(both), export());
    }

    private Comparison rowBesideBits() {
        EncodedRequests bits = sets.pipelines(customer -> {
            ByteArrayOutputStream commands = new ByteArrayOutputStream();
            for (int segment = 0; segment < shop.segments(); segment++) {
                commands.writeBytes(
                        RespRequests.command("GETBIT", Redis.bitmapKey(segment), Integer.toString(customer)));
            }
            return commands.toByteArray();
        });
        return comparison(
                "all 256 segments of a customer",
                musterRows,
                "256 GETBIT in one pipeline",
                bits,
                () -> new RespReplies(shop.segments(), 0),
                List.of(valueAtMost(Metric.P50, ROW_GOAL_MICROSECONDS)));
    }

    private Comparison rowBesideSet() {
        EncodedRequests rows = sets.rows(customer -> RespRequests.command("SMEMBERS", Redis.rowKey(customer)));
        return comparison(
                "all 256 segments of a customer",
                musterRows,
                "SMEMBERS of the customer's set",
                rows,
                RespReplies::new,
                List.of(ratioAtMost(Metric.P50, 1)));
    }

    private Comparison countBesideBits(long both) {
        ByteArrayOutputStream commands = new ByteArrayOutputStream();
        commands.writeBytes(RespRequests.command("BITOP", "AND", "both", Redis.bitmapKey(0), Redis.bitmapKey(1)));
        commands.writeBytes(RespRequests.command("BITCOUNT", "both"));
        return comparison(
                "count(A and B)",
                musterCount(both),
                "BITOP, BITCOUNT",
                RequestSets.one(commands.toByteArray(), both),
                () -> new RespReplies(2, 1),
                ofAMillion(COUNT_GOAL_MICROSECONDS));
    }

    private Comparison countBesideSets(long both) {
        byte[] command = RespRequests.command("SINTERCARD", "2", Redis.setKey(0), Redis.setKey(1));
        return comparison(
                "count(A and B)",
                musterCount(both),
                "SINTERCARD",
                RequestSets.one(command, both),
                RespReplies::new,
                ofAMillion(COUNT_GOAL_MICROSECONDS));
    }

    private EncodedRequests musterCount(long both) {
        String rule = "SEGMENT = '" + Shop.segmentName(0) + "' AND SEGMENT = '" + Shop.segmentName(1) + "'";
        return RequestSets.one(muster.requests().count(rule), both);
    }

    private Comparison export() {
        EncodedRequests ofMuster = new EncodedRequests(List.of(muster.requests().export(muster.segmentId())), null);
        long bitmapBytes = (shop.customers() + 7) / 8;
        EncodedRequests ofRedis = RequestSets.one(RespRequests.command("GET", Redis.bitmapKey(0)), bitmapBytes);
        return comparison(
                "export of a segment",
                ofMuster,
                "GET of a bitmap",
                ofRedis,
                RespReplies::new,
                ofAMillion(EXPORT_GOAL_MICROSECONDS));
    }

    private Comparison comparison(
            String name,
            EncodedRequests ofMuster,
            String command,
            EncodedRequests ofRedis,
            Supplier<Replies> redisReplies,
            List<Goal> goals) {
        return new Comparison(
                name,
                LookupCases.SERVER_CORE,
                LookupCases.SAME_CORE,
                new Contender(
                        "muster",
                        muster.process(),
                        Measures.roundTrips(muster::blocking, ofMuster, () -> new MusterReplies(muster.slots()))),
                new Contender(
                        "Redis " + command,
                        redis.process(),
                        Measures.roundTrips(this::blocking, ofRedis, redisReplies)),
                goals);
    }

    private List<Goal> ofAMillion(double microseconds) {
        return shop.customers() < CUSTOMERS_OF_GOALS ? List.of() : List.of(valueAtMost(Metric.P50, microseconds));
    }

    private RawConnection blocking() throws IOException {
        return RawConnection.blocking(redis.port());
    }
}
