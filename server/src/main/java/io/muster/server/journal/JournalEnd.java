package io.muster.server.journal;

import java.nio.file.Path;

/**
 * Where a journal ends after a replay.
 *
 * @param lastFile where writing goes on; null if there is no file
 * @param lengthBytes of the last file, up to its last whole frame; 0 if not even its header is whole
 * @param lastSequence of the last whole frame; 0 if there is none
 * @param droppedBytes how much of the last file was cut in the middle of being written
 */
public record JournalEnd(Path lastFile, long lengthBytes, long lastSequence, long droppedBytes) {}
