package io.muster.protocol.client;

import java.util.List;

/**
 * What became of a batch of records.
 *
 * @param lastSequence of the batch; give it as minimum to lookups that must see the batch
 * @param accepted records taken
 * @param refused records not taken, all of them
 * @param refusals why, in the order of their lines; may stop before all are told
 */
public record AppendResult(long lastSequence, int accepted, int refused, List<RefusedRecord> refusals) {}
