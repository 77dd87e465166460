package io.muster.bench.compare;

import io.muster.bench.compare.wire.RawConnection;
import io.muster.bench.compare.wire.RespReplies;
import io.muster.bench.compare.wire.RespRequests;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A Redis server with a {@link Shop} in it, as its users would put it there: a set of ids for segments 0 and 1, a
 * bitmap for each segment, and for each customer a set of its segments. One thread.
 *
 * @param process to count the time of
 * @param port of RESP
 * @param bytesPerSetMember what a member of the two sets of ids took
 * @param version that it says it has
 */
record Redis(ProcessHandle process, int port, double bytesPerSetMember, String version) {
    static final int SETS_OF_IDS = 2;

    private static final int MEMBERS_A_COMMAND = 1_000;
    private static final int COMMANDS_UNDER_WAY = 1_000;
    private static final String WORKSPACE = Muster.WORKSPACE + ":";

    /** Loads the shop. */
    static Redis load(ProcessHandle process, int port, Shop shop) throws IOException {
        try (RawConnection connection = RawConnection.blocking(port)) {
            long before = info(connection).usedMemoryBytes();
            long members = 0;
            for (int segment = 0; segment < SETS_OF_IDS; segment++) {
                members += loadSet(connection, shop, segment);
            }
            double bytesPerMember = (double) (info(connection).usedMemoryBytes() - before) / members;
            for (int segment = 0; segment < shop.segments(); segment++) {
                run(connection, List.of(RespRequests.set(bitmapKey(segment), shop.bitmap(segment))));
            }
            loadRows(connection, shop);
            return new Redis(process, port, bytesPerMember, info(connection).version());
        }
    }

    /** The set of ids; muster's own Redis port names the segment so. */
    static String setKey(int segment) {
        return WORKSPACE + Shop.segmentName(segment);
    }

    static String bitmapKey(int segment) {
        return "bits:" + Shop.segmentName(segment);
    }

    /** The set of a customer's segments: the rival that keeps rows instead of columns. */
    static String rowKey(int customer) {
        return "row:" + Shop.id(customer);
    }

    private static long loadSet(RawConnection connection, Shop shop, int segment) throws IOException {
        long members = 0;
        List<String> words = new ArrayList<>(List.of("SADD", setKey(segment)));
        for (int customer = 0; customer < shop.customers(); customer++) {
            if (Shop.isMember(segment, customer)) {
                words.add(Shop.id(customer));
                members++;
            }
            boolean last = customer == shop.customers() - 1;
            if (words.size() > 2 && (last || words.size() == MEMBERS_A_COMMAND)) {
                run(connection, List.of(RespRequests.command(words)));
                words.subList(2, words.size()).clear();
            }
        }
        return members;
    }

    private static void loadRows(RawConnection connection, Shop shop) throws IOException {
        List<byte[]> commands = new ArrayList<>();
        for (int customer = 0; customer < shop.customers(); customer++) {
            List<String> words = new ArrayList<>(List.of("SADD", rowKey(customer)));
            shop.segmentsOf(customer).forEach(segment -> words.add(Integer.toString(segment)));
            if (words.size() > 2) {
                commands.add(RespRequests.command(words));
            }
            if (commands.size() == COMMANDS_UNDER_WAY || customer == shop.customers() - 1) {
                run(connection, commands);
                commands.clear();
            }
        }
    }

    private static RedisInfo info(RawConnection connection) throws IOException {
        connection.send(ByteBuffer.wrap(RespRequests.command("INFO")));
        RespReplies replies = new RespReplies();
        ByteBuffer received = connection.receive();
        int start = received.position();
        while (replies.take(received) == 0) {
            received = connection.receive();
        }
        byte[] bytes = new byte[received.position() - start];
        received.get(start, bytes);
        return RedisInfo.parse(new String(bytes, StandardCharsets.UTF_8));
    }

    private static void run(RawConnection connection, List<byte[]> commands) throws IOException {
        if (commands.isEmpty()) {
            return;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        commands.forEach(bytes::writeBytes);
        connection.send(ByteBuffer.wrap(bytes.toByteArray()));
        RespReplies replies = new RespReplies();
        int answered = 0;
        while (answered < commands.size()) {
            answered += replies.take(connection.receive());
        }
    }
}
