package io.muster.protocol.client;

/** Takes the answers to {@link WorkspaceClient#tryIsMember}. Called on the connection's thread: must not block. */
public interface MemberHandler {
    /**
     * The answer.
     *
     * @param token as given with the question
     * @param sequence the answer is this new or newer
     */
    void onMembership(long token, Membership membership, long sequence);

    /**
     * There will be no answer.
     *
     * @param token as given with the question
     */
    void onFailure(long token, MusterException failure);
}
