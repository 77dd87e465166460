package io.muster.server.redis.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.muster.index.SegmentEntry;
import io.muster.index.WorkspaceView;
import io.muster.server.redis.resp.CommandArguments;
import io.muster.server.redis.resp.Glob;
import io.muster.server.redis.resp.RespReplies;
import io.muster.server.redis.session.CommandSpec;
import io.muster.server.redis.session.KeyAccess;
import io.muster.server.redis.session.RedisCommand;
import io.muster.server.redis.session.RedisConnection;
import io.muster.server.security.Role;
import java.util.ArrayList;
import java.util.List;

/** Which segments there are, as keys. On the I/O thread, from published definitions. */
final class KeyCommands {
    private static final String GENERIC = "generic";

    private KeyCommands() {}

    static List<RedisCommand> all() {
        return List.of(
                RedisCommand.of(
                        keys("exists", -2, 1, -1, "1.0.0", "Determines whether one or more keys exist."),
                        KeyCommands::exist),
                RedisCommand.of(
                        keys("type", 2, 1, 1, "1.0.0", "Determines the type of value stored at a key."),
                        KeyCommands::type),
                RedisCommand.of(
                        keys("keys", 2, 0, 0, "1.0.0", "Returns all key names that match a pattern."),
                        KeyCommands::list),
                RedisCommand.of(
                        keys("scan", -2, 0, 0, "2.8.0", "Iterates over the key names in the database."),
                        KeyCommands::scan),
                RedisCommand.of(
                        keys("dbsize", 1, 0, 0, "1.0.0", "Returns the number of keys in the database."),
                        (connection, arguments) -> connection.replies().integer(count(connection))));
    }

    /** How many segments the peer may read. */
    static long count(RedisConnection connection) {
        return visible(connection).stream()
                .mapToLong(workspace -> workspace.segments().entries().size())
                .sum();
    }

    private static CommandSpec keys(String name, int arity, int first, int last, String since, String summary) {
        return new CommandSpec(
                name, arity, List.of("readonly"), first, last, first == 0 ? 0 : 1, GENERIC, since, summary);
    }

    private static void exist(RedisConnection connection, CommandArguments arguments) {
        int count = 0;
        for (int index = 1; index < arguments.count(); index++) {
            count += KeyAccess.find(connection, arguments, index) == null ? 0 : 1;
        }
        connection.replies().integer(count);
    }

    private static void type(RedisConnection connection, CommandArguments arguments) {
        connection.replies().simple(KeyAccess.find(connection, arguments, 1) == null ? "none" : "set");
    }

    private static void list(RedisConnection connection, CommandArguments arguments) {
        Glob pattern = ScanOptions.pattern(arguments, 1);
        List<byte[]> found = new ArrayList<>();
        for (WorkspaceView workspace : visible(connection)) {
            for (SegmentEntry segment : workspace.segments().entries()) {
                addIfMatches(found, pattern, workspace, segment);
            }
        }
        tell(connection.replies(), found);
    }

    /** The cursor is the workspace's id and the segment's: both are for life, and go up. */
    private static void scan(RedisConnection connection, CommandArguments arguments) {
        ScanOptions options = ScanOptions.of(arguments, 1, true);
        int fromWorkspace = (int) (options.cursor() >>> Integer.SIZE);
        int fromSegment = (int) options.cursor();
        List<byte[]> found = new ArrayList<>();
        int looked = 0;
        long next = 0;
        for (WorkspaceView workspace : visible(connection)) {
            if (workspace.id() < fromWorkspace || next != 0) {
                continue;
            }
            int from = workspace.id() == fromWorkspace ? fromSegment : 0;
            for (SegmentEntry segment : workspace.segments().entries()) {
                if (segment.id() < from) {
                    continue;
                }
                if (looked++ == options.count()) {
                    next = (long) workspace.id() << Integer.SIZE | segment.id();
                    break;
                }
                if (options.wantsSets()) {
                    addIfMatches(found, options.pattern(), workspace, segment);
                }
            }
        }
        connection.replies().array(2);
        connection.replies().bulk(Long.toUnsignedString(next));
        tell(connection.replies(), found);
    }

    private static void addIfMatches(List<byte[]> found, Glob pattern, WorkspaceView workspace, SegmentEntry segment) {
        byte[] key = (workspace.name() + ':' + segment.name()).getBytes(UTF_8);
        if (pattern.matches(key, key.length)) {
            found.add(key);
        }
    }

    private static void tell(RespReplies replies, List<byte[]> found) {
        replies.array(found.size());
        found.forEach(replies::bulk);
    }

    private static List<WorkspaceView> visible(RedisConnection connection) {
        return connection.loop().backend().workspaces().stream()
                .filter(workspace -> connection.access().allows(workspace.name(), Role.READ))
                .toList();
    }
}
