package io.muster.server.api.segment;

import io.muster.index.SegmentCatalog;
import io.muster.index.SegmentEntry;
import io.muster.protocol.codec.ErrorType;
import io.muster.server.api.ApiCall;
import io.muster.server.api.PathText;
import io.muster.server.wire.session.RequestException;

/** Finds segments by what calls name them with: an id where there is nothing but digits, else a name. */
public final class SegmentPath {
    /** The parameter that names a segment. */
    static final String SEGMENT = "s";

    /** The path of one segment. */
    static final String ONE = "/v1/workspaces/:w/segments/:s";

    private SegmentPath() {}

    /** The one of the call's path; throws where there is no such. */
    public static SegmentEntry of(ApiCall call) {
        return find(call, call.parameter(SEGMENT));
    }

    /** Throws where there is no such in the call's workspace. */
    public static SegmentEntry find(ApiCall call, String text) {
        SegmentCatalog catalog = call.workspace().segments();
        int id = PathText.id(text);
        SegmentEntry found = id == PathText.NO_ID ? catalog.byName(text) : catalog.byId(id);
        if (found == null) {
            throw new RequestException(
                    ErrorType.UNKNOWN_SEGMENT,
                    "segment: found no '" + text + "' in workspace '"
                            + call.workspace().name() + "'");
        }
        return found;
    }
}
