package io.muster.server.ingest;

import io.muster.server.pipeline.Durability;

/** A batch of records as a front end hands it in. */
record AppendRequest(
        int workspaceId, Durability durability, boolean imported, byte[] jsonLines, AppendCompletion completion) {}
