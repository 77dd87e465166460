package io.muster.bench.compare;

import io.muster.bench.compare.wire.EncodedRequests;
import io.muster.bench.compare.wire.MusterRequests;
import io.muster.bench.compare.wire.RespRequests;
import io.muster.protocol.codec.DurabilityType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * The same questions about customers drawn by chance, encoded for each side. The draw follows from the seed, so that
 * both sides are asked about the same customers in the same order.
 */
final class RequestSets {
    static final int FRAME_IDS = 64;

    /** So many that neither server finds their customers in its caches, but no more than the shop is worth. */
    private static final int SINGLE = 1 << 18;

    private static final int FRAMES = 1 << 13;
    private static final int ROWS = 1 << 14;

    /** Fewer, because each is 256 commands. */
    private static final int PIPELINES = 1 << 11;

    private static final int EVENT_BATCHES = 64;
    private static final int CUSTOMER_EVERY = 10;
    private static final int PRODUCTS = 1_000;

    private final Shop shop;
    private final long seed;

    RequestSets(Shop shop, long seed) {
        this.shop = shop;
        this.seed = seed;
    }

    /** Whether one customer is in segment 0. */
    EncodedRequests single(Function<String, byte[]> encode) {
        return each(
                SINGLE, customer -> encode.apply(Shop.id(customer)), customer -> Shop.isMember(0, customer) ? 1 : 0);
    }

    /** All segments of one customer. */
    EncodedRequests rows(IntFunction<byte[]> encode) {
        return each(ROWS, encode, customer -> shop.segmentsOf(customer).size());
    }

    /** The same, asked for a bit at a time. */
    EncodedRequests pipelines(IntFunction<byte[]> encode) {
        return each(PIPELINES, encode, customer -> shop.segmentsOf(customer).size());
    }

    /** Which of 64 customers are in segment 0. */
    EncodedRequests frames(Function<List<String>, byte[]> encode) {
        Random random = new Random(seed);
        List<byte[]> requests = new ArrayList<>();
        int count = Math.min(FRAMES, shop.customers());
        long[] expected = new long[count];
        for (int frame = 0; frame < count; frame++) {
            List<String> ids = new ArrayList<>(FRAME_IDS);
            for (int i = 0; i < FRAME_IDS; i++) {
                int customer = random.nextInt(shop.customers());
                ids.add(Shop.id(customer));
                expected[frame] += Shop.isMember(0, customer) ? 1 : 0;
            }
            requests.add(encode.apply(ids));
        }
        return new EncodedRequests(requests, expected);
    }

    /**
     * Which of so many customers at a time are in segment 0, asked by ordinal; as many customers in all as of
     * {@link #frames}.
     *
     * @param ordinalsOf the ordinals of these ids
     */
    EncodedRequests ordinals(int each, Function<List<String>, int[]> ordinalsOf, Function<int[], byte[]> encode) {
        Random random = new Random(seed);
        int count = Math.max(1, Math.min(FRAMES, shop.customers()) * FRAME_IDS / each);
        List<String> ids = new ArrayList<>(count * each);
        long[] expected = new long[count];
        for (int i = 0; i < count * each; i++) {
            int customer = random.nextInt(shop.customers());
            ids.add(Shop.id(customer));
            expected[i / each] += Shop.isMember(0, customer) ? 1 : 0;
        }
        int[] ordinals = ordinalsOf.apply(ids);
        List<byte[]> requests = new ArrayList<>(count);
        for (int from = 0; from < ordinals.length; from += each) {
            requests.add(encode.apply(Arrays.copyOfRange(ordinals, from, from + each)));
        }
        return new EncodedRequests(requests, expected);
    }

    /** One request whose answer is known. */
    static EncodedRequests one(byte[] request, long expected) {
        return new EncodedRequests(List.of(request), new long[] {expected});
    }

    /** Batches of events: most of them products looked at, one in ten moves its customer between segments. */
    EncodedRequests events(MusterRequests requests, int eventsPerBatch, DurabilityType durability) {
        Random random = new Random(seed + 1);
        long nowMillis = System.currentTimeMillis();
        List<byte[]> batches = new ArrayList<>();
        for (int batch = 0; batch < EVENT_BATCHES; batch++) {
            StringBuilder lines = new StringBuilder();
            for (int i = 0; i < eventsPerBatch; i++) {
                String id = Shop.id(random.nextInt(shop.customers()));
                if (i % CUSTOMER_EVERY == 0) {
                    lines.append("{\"type\":\"customer\",\"id\":\"").append(id);
                    lines.append("\",\"fields\":{\"z\":")
                            .append(random.nextInt(Shop.VALUES))
                            .append("}}\n");
                } else {
                    lines.append("{\"type\":\"product_viewed\",\"customer\":\"").append(id);
                    lines.append("\",\"time\":").append(nowMillis);
                    lines.append(",\"product\":\"p-")
                            .append(random.nextInt(PRODUCTS))
                            .append("\"}\n");
                }
            }
            batches.add(requests.append(lines.toString(), durability));
        }
        return new EncodedRequests(batches, null);
    }

    /** {@code SMISMEMBER} of segment 0. */
    static byte[] multipleMembers(List<String> ids) {
        List<String> words = new ArrayList<>(List.of("SMISMEMBER", Redis.setKey(0)));
        words.addAll(ids);
        return RespRequests.command(words);
    }

    private EncodedRequests each(int most, IntFunction<byte[]> encode, IntFunction<Integer> expectedOf) {
        int count = Math.min(most, shop.customers());
        Random random = new Random(seed);
        List<byte[]> requests = new ArrayList<>(count);
        long[] expected = new long[count];
        for (int i = 0; i < count; i++) {
            int customer = random.nextInt(shop.customers());
            requests.add(encode.apply(customer));
            expected[i] = expectedOf.apply(customer);
        }
        return new EncodedRequests(requests, expected);
    }
}
