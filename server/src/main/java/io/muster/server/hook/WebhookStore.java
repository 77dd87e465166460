package io.muster.server.hook;

import io.muster.server.disk.Disk;
import io.muster.server.security.PrivateFile;
import io.muster.server.security.TokenSecret;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The webhooks of a server, and how far each is, kept in two files of a data directory, or in memory only. Changes: one
 * thread at a time. {@link #all}: any thread.
 *
 * <p>How far they are has a file of its own, which is written often and holds no secret: losing it costs repeats.
 */
public final class WebhookStore {
    /** Name of the file with the webhooks. */
    public static final String FILE_NAME = "webhooks";

    /** Name of the file that says how far they are. */
    public static final String PLACES_FILE_NAME = "webhook-places";

    /** Most webhooks that there may be, of all segments. */
    public static final int MAX_WEBHOOKS = 1_000;

    /** Most webhooks of one segment. */
    public static final int MAX_OF_SEGMENT = 10;

    private static final Logger LOG = LoggerFactory.getLogger(WebhookStore.class);
    private static final String ID_PREFIX = "wh_";
    private static final int ID_LENGTH = 22;
    private static final String SECRET_PREFIX = "whs_";

    private final PrivateFile fileOrNull;
    private final PrivateFile placesOrNull;
    private volatile List<Webhook> webhooks;

    private WebhookStore(PrivateFile fileOrNull, PrivateFile placesOrNull, List<Webhook> webhooks) {
        this.fileOrNull = fileOrNull;
        this.placesOrNull = placesOrNull;
        this.webhooks = webhooks;
    }

    /** Without files: they go with the process. */
    public static WebhookStore inMemory() {
        return new WebhookStore(null, null, List.of());
    }

    /**
     * Reads the files in a data directory, which is made if missing. Writing is for who has locked the directory.
     *
     * @throws IOException if the webhooks are damaged or of another version
     */
    public static WebhookStore open(Disk disk, Path dataDirectory) throws IOException {
        Path directory = dataDirectory.toAbsolutePath().normalize();
        disk.createDirectories(directory);
        PrivateFile file = new PrivateFile(disk, directory.resolve(FILE_NAME));
        byte[] bytes = file.load();
        return new WebhookStore(
                file,
                new PrivateFile(disk, directory.resolve(PLACES_FILE_NAME)),
                bytes == null
                        ? List.of()
                        : List.copyOf(WebhookText.read(file.path().toString(), bytes)));
    }

    /** In the order in which they were made. */
    List<Webhook> all() {
        return webhooks;
    }

    /** Null where there is none. */
    Webhook byId(String id) {
        return webhooks.stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElse(null);
    }

    /** Makes one and keeps it; where this throws {@link IOException} there is no new one. */
    IssuedWebhook make(int workspaceId, int segmentId, WebhookSpec spec, long nowMillis, long sequence)
            throws IOException {
        long ofSegment = webhooks.stream()
                .filter(each -> each.isOf(workspaceId, segmentId))
                .count();
        if (webhooks.size() >= MAX_WEBHOOKS || ofSegment >= MAX_OF_SEGMENT) {
            throw new WebhookRefusedException(
                    WebhookRefusedException.Kind.LIMIT,
                    "webhooks: found " + webhooks.size() + ", " + ofSegment
                            + " of them the segment's, expected fewer than " + MAX_WEBHOOKS + " and " + MAX_OF_SEGMENT
                            + "; delete some");
        }
        String secret = TokenSecret.draw(SECRET_PREFIX);
        Webhook webhook = new Webhook(
                TokenSecret.draw(ID_PREFIX).substring(0, ID_LENGTH),
                workspaceId,
                segmentId,
                spec,
                List.of(secret),
                0,
                nowMillis,
                sequence,
                1);
        List<Webhook> changed = new ArrayList<>(webhooks);
        changed.add(webhook);
        keep(changed);
        return new IssuedWebhook(webhook, secret);
    }

    /** Another one of the same id; where this throws it is as it was. */
    void replace(Webhook webhook) throws IOException {
        List<Webhook> changed = new ArrayList<>(webhooks);
        changed.replaceAll(each -> each.id().equals(webhook.id()) ? webhook : each);
        keep(changed);
    }

    /** A new secret, used from now on, and the one before beside it for a day. */
    IssuedWebhook rotate(Webhook webhook, long nowMillis) throws IOException {
        String secret = TokenSecret.draw(SECRET_PREFIX);
        Webhook rotated = webhook.rotated(secret, nowMillis);
        replace(rotated);
        return new IssuedWebhook(rotated, secret);
    }

    /**
     * Forgets those that {@code stays} does not pick, at once, even where this throws {@link IOException}: then they
     * may be again after a restart.
     *
     * @return how many
     */
    int keepOnly(Predicate<Webhook> stays) throws IOException {
        List<Webhook> all = webhooks;
        List<Webhook> rest = all.stream().filter(stays).toList();
        if (rest.size() < all.size()) {
            webhooks = rest;
            keep(rest);
        }
        return all.size() - rest.size();
    }

    /** How far they were when that was last kept; empty where nobody knows. */
    Map<String, HookPlace> places() {
        if (placesOrNull == null) {
            return Map.of();
        }
        try {
            byte[] bytes = placesOrNull.load();
            return bytes == null ? Map.of() : PlaceText.read(placesOrNull.path().toString(), bytes);
        } catch (IOException unreadable) {
            LOG.warn("webhooks: {}", unreadable.getMessage());
            return Map.of();
        }
    }

    void keepPlaces(Map<String, HookPlace> places) throws IOException {
        if (placesOrNull != null) {
            placesOrNull.save(PlaceText.write(places));
        }
    }

    private void keep(List<Webhook> changed) throws IOException {
        if (fileOrNull != null) {
            fileOrNull.save(WebhookText.write(changed));
        }
        webhooks = List.copyOf(changed);
    }
}
