package io.muster.server.limits;

import io.muster.server.download.DownloadOptions;
import io.muster.server.link.LinkStore;
import java.util.List;

/** Bounds of secret addresses and of what is downloaded at them. */
final class LinkProbes {
    private static final String AREA = "Secret addresses";
    private static final String TESTS = "server/src/test/java/io/muster/server/";
    private static final DownloadOptions DOWNLOADS = DownloadOptions.within(1);

    private LinkProbes() {}

    static List<Limit> limits() {
        return List.of(
                limit(
                        "secret addresses of all workspaces",
                        LinkStore.MAX_LINKS,
                        "addresses",
                        "refused",
                        "link/LinkStoreTest.java#shouldTakeAsManyLinksAsTheBoundSaysAndNotOneMore"),
                limit(
                        "downloads under way",
                        DOWNLOADS.maxAtOnce(),
                        "downloads",
                        "503, try again",
                        "download/DownloadSlotsTest.java#shouldTakeAsManyAsTheBoundsSayAndNotOneMore"),
                limit(
                        "downloads under way with one address",
                        DOWNLOADS.maxAtOnceOfOne(),
                        "downloads",
                        "503, try again",
                        "download/Promise12DownloadTest.java#shouldLeaveRoomForOthersWhereOneLinkIsKnownToMany"),
                limit(
                        "kept for the reader of a download that does not read, a page of members apart",
                        DownloadOptions.UNREAD_BYTES,
                        Limit.BYTES,
                        "no more is read from the engine; half must be taken in `unread-timeout`, or it is cut off",
                        "download/Promise12DownloadTest.java#shouldCutOffWhoDoesNotReadAndWhoseLinkIsRevoked"));
    }

    private static Limit limit(String what, long bound, String unit, String beyond, String test) {
        return new Limit(AREA, what, bound, unit, beyond, null, TESTS + test);
    }
}
