package io.muster.server.wire.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.muster.protocol.FrameDescriptor;
import io.muster.protocol.codec.CreateTokenDecoder;
import io.muster.protocol.codec.ErrorType;
import io.muster.protocol.codec.TokenReplyEncoder;
import io.muster.protocol.codec.TokenRolesDecoder;
import io.muster.server.security.Doorkeeper;
import io.muster.server.security.Grants;
import io.muster.server.security.IssuedToken;
import io.muster.server.security.Role;
import io.muster.server.security.Token;
import io.muster.server.security.TokenRefusedException;
import io.muster.server.wire.backend.Backend;
import io.muster.server.wire.session.ReplyBuffer;
import io.muster.server.wire.session.RequestException;
import io.muster.server.wire.session.RequestHandler;
import io.muster.server.wire.session.Session;
import io.muster.server.wire.session.SlowReply;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.agrona.DirectBuffer;

/** A new token. Its secret is in the reply and nowhere else. */
public final class CreateTokenHandler implements RequestHandler {
    private static final int LENGTHS = 4;

    private final Backend backend;
    private final Doorkeeper doorkeeper;
    private final CreateTokenDecoder request = new CreateTokenDecoder();

    /** A handler that refuses grants for workspaces that {@code backend} does not have: most are slips of the pen. */
    public CreateTokenHandler(Backend backend, Doorkeeper doorkeeper) {
        this.backend = backend;
        this.doorkeeper = doorkeeper;
    }

    @Override
    public int templateId() {
        return CreateTokenDecoder.TEMPLATE_ID;
    }

    @Override
    public int blockLength() {
        return CreateTokenDecoder.BLOCK_LENGTH;
    }

    @Override
    public void onRequest(Session session, DirectBuffer frame, int blockLength, int version, long correlationId) {
        request.wrap(frame, FrameDescriptor.BODY_OFFSET, blockLength, version);
        long expires = request.expiresMillis();
        long expiresMillis = expires == CreateTokenDecoder.expiresMillisNullValue() ? Token.NEVER : expires;
        Grants grants = grants();
        String name = request.name();
        SlowReply reply = session.replyLater(correlationId);
        if (reply == null) {
            return;
        }
        doorkeeper.create(name, grants, expiresMillis).whenComplete((issued, failure) -> {
            if (failure != null) {
                reply.fail(TokenFailures.told(failure));
            } else {
                reply.send((replies, correlation) -> write(replies, correlation, issued));
            }
        });
    }

    private Grants grants() {
        Map<String, Set<Role>> byWorkspace = new TreeMap<>();
        CreateTokenDecoder.GrantsDecoder group = request.grants();
        while (group.hasNext()) {
            group.next();
            Set<Role> roles = roles(group.roles());
            String workspace = group.workspace();
            requireWorkspace(workspace);
            byWorkspace
                    .computeIfAbsent(workspace, each -> EnumSet.noneOf(Role.class))
                    .addAll(roles);
        }
        try {
            return new Grants(byWorkspace);
        } catch (TokenRefusedException e) {
            throw (RequestException) TokenFailures.told(e);
        }
    }

    private void requireWorkspace(String name) {
        if (!name.equals(Grants.EVERYWHERE)
                && backend.workspaces().stream().noneMatch(each -> each.name().equals(name))) {
            throw new RequestException(
                    ErrorType.UNKNOWN_WORKSPACE, "workspace: found '" + name + "', expected one that is there, or *");
        }
    }

    private static Set<Role> roles(TokenRolesDecoder given) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        if (given.read()) {
            roles.add(Role.READ);
        }
        if (given.ingest()) {
            roles.add(Role.INGEST);
        }
        if (given.admin()) {
            roles.add(Role.ADMIN);
        }
        return roles;
    }

    private static void write(ReplyBuffer replies, long correlationId, IssuedToken issued) {
        byte[] name = issued.token().name().getBytes(UTF_8);
        byte[] secret = issued.secret().getBytes(UTF_8);
        int offset = replies.begin(TokenReplyEncoder.BLOCK_LENGTH + LENGTHS + name.length + secret.length);
        int end = new TokenReplyEncoder()
                .wrap(replies.buffer(), offset)
                .putName(name, 0, name.length)
                .putSecret(secret, 0, secret.length)
                .limit();
        replies.commit(TokenReplyEncoder.TEMPLATE_ID, TokenReplyEncoder.BLOCK_LENGTH, correlationId, end);
    }
}
