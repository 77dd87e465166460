package io.muster.server.records;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;

/** How records are read as JSON: strictly, always UTF-8, with bounds. */
final class RecordJson {
    static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(RecordLimits.DEPTH)
                    .maxNumberLength(RecordLimits.TEXT_LENGTH_BYTES)
                    .maxNameLength(RecordLimits.TEXT_LENGTH_BYTES)
                    .maxStringLength(RecordLimits.LINE_LENGTH_BYTES)
                    .build())
            .recyclerPool(JsonRecyclerPools.threadLocalPool())
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .build();

    private RecordJson() {}
}
