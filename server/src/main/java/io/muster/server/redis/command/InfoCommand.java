package io.muster.server.redis.command;

import io.muster.server.redis.resp.CommandArguments;
import io.muster.server.redis.session.CommandSpec;
import io.muster.server.redis.session.RedisCommand;
import io.muster.server.redis.session.RedisConnection;
import io.muster.server.redis.session.ServerIdentity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What clients and watchers of Redis ask about the server; muster's own status tells more. */
final class InfoCommand {
    private static final Set<String> ALL = Set.of("default", "all", "everything");

    private InfoCommand() {}

    static List<RedisCommand> all() {
        return List.of(RedisCommand.of(
                CommandSpec.of("info", -1, "server", "1.0.0", "Returns information about the server."),
                InfoCommand::run));
    }

    private static void run(RedisConnection connection, CommandArguments arguments) {
        StringBuilder text = new StringBuilder();
        sections(connection).forEach((name, lines) -> {
            if (isAskedFor(arguments, name)) {
                text.append(text.isEmpty() ? "" : "\r\n")
                        .append("# ")
                        .append(name)
                        .append("\r\n");
                lines.forEach((key, value) ->
                        text.append(key).append(':').append(value).append("\r\n"));
            }
        });
        connection.replies().text(text.toString());
    }

    private static boolean isAskedFor(CommandArguments arguments, String section) {
        boolean asked = arguments.count() == 1;
        for (int index = 1; index < arguments.count(); index++) {
            String word = arguments.raw(index);
            asked |= word.equalsIgnoreCase(section) || ALL.stream().anyMatch(word::equalsIgnoreCase);
        }
        return asked;
    }

    private static Map<String, Map<String, Object>> sections(RedisConnection connection) {
        ServerIdentity identity = connection.loop().identity();
        long upSeconds = (System.currentTimeMillis() - identity.startedMillis()) / 1_000;
        Map<String, Map<String, Object>> sections = new LinkedHashMap<>();
        Map<String, Object> server = new LinkedHashMap<>();
        server.put("redis_version", ServerIdentity.REDIS_VERSION);
        server.put("redis_mode", "standalone");
        server.put("muster_version", identity.version());
        server.put("process_id", ProcessHandle.current().pid());
        server.put("tcp_port", identity.port().getAsInt());
        server.put("uptime_in_seconds", upSeconds);
        sections.put("Server", server);
        sections.put(
                "Clients", Map.of("connected_clients", identity.connections().getAsInt()));
        sections.put("Persistence", Map.of("loading", 0));
        sections.put("Replication", new LinkedHashMap<>(Map.of("role", "master", "connected_slaves", 0)));
        sections.put("Cluster", Map.of("cluster_enabled", 0));
        long keys = KeyCommands.count(connection);
        sections.put("Keyspace", keys == 0 ? Map.of() : Map.of("db0", "keys=" + keys + ",expires=0,avg_ttl=0"));
        return sections;
    }
}
