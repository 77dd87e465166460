package io.muster.server.status;

import io.muster.server.link.LinkCounts;

/** What is downloaded at secret addresses, as metrics. */
final class LinkSamples {
    private LinkSamples() {}

    static void add(Samples samples, LinkCounts links) {
        samples.counter("muster_downloads", "Downloads at secret addresses that began", links.begun());
        samples.counter(
                "muster_downloads_cut_off",
                "Those that ended early: the reader did not read, or the address was revoked",
                links.cutOff());
        samples.counter("muster_downloads_refused", "Secret addresses that were no good", links.refused());
    }
}
