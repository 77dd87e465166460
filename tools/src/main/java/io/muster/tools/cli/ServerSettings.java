package io.muster.tools.cli;

import java.nio.file.Path;
import java.time.Instant;

/**
 * How a server of this process is to run.
 *
 * @param dataOrNull where its journal is; null: kept in memory, gone when the process ends
 * @param host to listen on
 * @param port to listen on; 0: any free one
 * @param manualStartOrNull where a manual clock starts; null: the system's clock
 * @param expectedCustomers over all workspaces
 * @param expectedOrders over all workspaces
 */
record ServerSettings(
        Path dataOrNull,
        String host,
        int port,
        Instant manualStartOrNull,
        long expectedCustomers,
        long expectedOrders) {}
