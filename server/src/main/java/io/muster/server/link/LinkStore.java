package io.muster.server.link;

import io.muster.server.disk.Disk;
import io.muster.server.security.PrivateFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Predicate;

/**
 * The links of a server, kept in a file or in memory only. Changes: one thread at a time. {@link #links}: any thread.
 */
public final class LinkStore {
    /** Name of the file in a data directory. */
    public static final String FILE_NAME = "links";

    /** Most links that there may be. */
    public static final int MAX_LINKS = 10_000;

    private final PrivateFile fileOrNull;
    private volatile LinkSet links;

    private LinkStore(PrivateFile fileOrNull, LinkSet links) {
        this.fileOrNull = fileOrNull;
        this.links = links;
    }

    /** Without a file: the links go with the process, as the segments do. */
    public static LinkStore inMemory() {
        return new LinkStore(null, LinkSet.NONE);
    }

    /**
     * Reads the file in a data directory, which is made if missing; the file is made with the first link. Writing is
     * for who has locked the directory.
     *
     * @throws IOException if it is damaged or of another version
     */
    public static LinkStore open(Disk disk, Path dataDirectory) throws IOException {
        Path directory = dataDirectory.toAbsolutePath().normalize();
        disk.createDirectories(directory);
        PrivateFile file = new PrivateFile(disk, directory.resolve(FILE_NAME));
        byte[] bytes = file.load();
        return new LinkStore(
                file, bytes == null ? LinkSet.NONE : LinkText.read(file.path().toString(), bytes));
    }

    LinkSet links() {
        return links;
    }

    /**
     * Makes a link and keeps it. One that the segment has is no longer good from then on, even where this throws
     * {@link IOException}: then it may be again after a restart.
     *
     * @param replaces whether the segment may have one
     * @throws LinkRefusedException if it has one that is to stay, or there are too many
     * @throws IOException if it can't be written; then there is no new one
     */
    IssuedLink make(int workspaceId, int segmentId, boolean replaces, long createdMillis, long sequence)
            throws IOException {
        SegmentLink before = links.of(workspaceId, segmentId);
        if (before != null && !replaces) {
            throw new LinkRefusedException(
                    LinkRefusedException.Kind.HAS_ONE,
                    "link: found that the segment has one, expected none;"
                            + " replace it (--rotate), and the one before is refused from then on");
        }
        if (before == null && links.all().size() >= MAX_LINKS) {
            throw new LinkRefusedException(
                    LinkRefusedException.Kind.LIMIT, "links: found " + MAX_LINKS + ", expected fewer; revoke some");
        }
        String secret = LinkSecret.draw();
        SegmentLink link = new SegmentLink(workspaceId, segmentId, LinkSecret.hash(secret), createdMillis, sequence);
        links = links.without(before);
        keep(links.with(link));
        return new IssuedLink(link, secret);
    }

    /**
     * Revokes a link. It is no longer good even where this throws {@link IOException}: then it may be again after a
     * restart, and revoking must be tried again.
     *
     * @throws LinkRefusedException if the segment has none
     */
    void revoke(int workspaceId, int segmentId) throws IOException {
        SegmentLink link = links.of(workspaceId, segmentId);
        if (link == null) {
            throw new LinkRefusedException(
                    LinkRefusedException.Kind.HAS_NONE, "link: found that the segment has none, expected one");
        }
        links = links.without(link);
        keep(links);
    }

    /** Forgets those that {@code stays} does not pick; returns how many. */
    int keepOnly(Predicate<SegmentLink> stays) throws IOException {
        LinkSet all = links;
        LinkSet rest = all.only(stays);
        if (rest == all) {
            return 0;
        }
        links = rest;
        keep(rest);
        return all.all().size() - rest.all().size();
    }

    private void keep(LinkSet changed) throws IOException {
        if (fileOrNull != null) {
            fileOrNull.save(LinkText.write(changed.all()));
        }
        links = changed;
    }
}
