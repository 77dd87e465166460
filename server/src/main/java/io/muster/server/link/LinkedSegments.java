package io.muster.server.link;

/** The segments that links lead to. Any thread; nothing may wait. */
public interface LinkedSegments {
    /**
     * What people call a segment.
     *
     * @param workspace its name
     * @param segment its name
     */
    record Name(String workspace, String segment) {
        @Override
        public String toString() {
            return "segment '" + segment + "' of workspace '" + workspace + "'";
        }
    }

    /** Null where there is no such segment. */
    Name name(int workspaceId, int segmentId);

    /** Sequence of the last command that readers see. */
    long sequence();

    /** Sequence of the last command that readers see and that can't be undone. */
    long keptSequence();
}
