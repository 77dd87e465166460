package io.muster.server.wire.token;

import io.muster.protocol.codec.ListTokensDecoder;
import io.muster.protocol.codec.TokensReplyEncoder;
import io.muster.server.security.Doorkeeper;
import io.muster.server.security.Role;
import io.muster.server.security.Token;
import io.muster.server.wire.question.ReplyBody;
import io.muster.server.wire.session.RequestHandler;
import io.muster.server.wire.session.Session;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.agrona.DirectBuffer;

/** The tokens there are, without their secrets, which nobody has kept. */
public final class ListTokensHandler implements RequestHandler {
    private final Doorkeeper doorkeeper;

    public ListTokensHandler(Doorkeeper doorkeeper) {
        this.doorkeeper = doorkeeper;
    }

    @Override
    public int templateId() {
        return ListTokensDecoder.TEMPLATE_ID;
    }

    @Override
    public int blockLength() {
        return ListTokensDecoder.BLOCK_LENGTH;
    }

    @Override
    public void onRequest(Session session, DirectBuffer frame, int blockLength, int version, long correlationId) {
        List<Token> tokens = doorkeeper.tokens();
        ReplyBody body = new ReplyBody();
        TokensReplyEncoder reply = new TokensReplyEncoder().wrap(body.buffer(), 0);
        TokensReplyEncoder.TokensEncoder group = reply.tokensCount(tokens.size());
        tokens.forEach(each -> put(each, group.next()));
        body.commit(
                session.replies(),
                TokensReplyEncoder.TEMPLATE_ID,
                TokensReplyEncoder.BLOCK_LENGTH,
                correlationId,
                reply.limit(),
                "tokens");
    }

    private static void put(Token token, TokensReplyEncoder.TokensEncoder target) {
        Map<String, Set<Role>> held = token.grants().byWorkspace();
        target.createdMillis(token.createdMillis())
                .expiresMillis(
                        token.expiresMillis() == Token.NEVER
                                ? TokensReplyEncoder.TokensEncoder.expiresMillisNullValue()
                                : token.expiresMillis());
        TokensReplyEncoder.TokensEncoder.GrantsEncoder grants = target.grantsCount(held.size());
        held.forEach((workspace, roles) -> {
            grants.next()
                    .roles()
                    .clear()
                    .read(roles.contains(Role.READ))
                    .ingest(roles.contains(Role.INGEST))
                    .admin(roles.contains(Role.ADMIN));
            grants.workspace(workspace);
        });
        target.name(token.name());
    }
}
