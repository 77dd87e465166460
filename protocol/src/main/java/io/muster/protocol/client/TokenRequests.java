package io.muster.protocol.client;

import io.muster.protocol.client.token.NewToken;
import io.muster.protocol.client.token.TokenGrant;
import io.muster.protocol.client.token.TokenInfo;
import io.muster.protocol.client.token.TokenRole;
import io.muster.protocol.codec.CreateTokenEncoder;
import io.muster.protocol.codec.DoneDecoder;
import io.muster.protocol.codec.ListTokensEncoder;
import io.muster.protocol.codec.RevokeTokenEncoder;
import io.muster.protocol.codec.TokenReplyDecoder;
import io.muster.protocol.codec.TokenRolesDecoder;
import io.muster.protocol.codec.TokensReplyDecoder;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.agrona.DirectBuffer;

/** Requests about tokens; and their replies. */
final class TokenRequests {
    private static final int LENGTHS = 16;

    private TokenRequests() {}

    static Request<NewToken> create(String name, List<TokenGrant> grants, long expiresMillis) {
        byte[] nameBytes = WireText.shortText("name", name);
        List<byte[]> workspaces = grants.stream()
                .map(each -> WireText.shortText("workspace", each.workspace()))
                .toList();
        int grantBytes =
                workspaces.stream().mapToInt(each -> LENGTHS + each.length).sum();
        return new Request<>(
                CreateTokenEncoder.TEMPLATE_ID,
                CreateTokenEncoder.BLOCK_LENGTH,
                CreateTokenEncoder.BLOCK_LENGTH + LENGTHS + grantBytes + nameBytes.length,
                (buffer, offset) -> {
                    CreateTokenEncoder encoder = new CreateTokenEncoder()
                            .wrap(buffer, offset)
                            .expiresMillis(
                                    expiresMillis == TokenInfo.NEVER
                                            ? CreateTokenEncoder.expiresMillisNullValue()
                                            : expiresMillis);
                    CreateTokenEncoder.GrantsEncoder group = encoder.grantsCount(grants.size());
                    for (int i = 0; i < grants.size(); i++) {
                        Set<TokenRole> roles = grants.get(i).roles();
                        group.next()
                                .roles()
                                .clear()
                                .read(roles.contains(TokenRole.READ))
                                .ingest(roles.contains(TokenRole.INGEST))
                                .admin(roles.contains(TokenRole.ADMIN));
                        group.putWorkspace(workspaces.get(i), 0, workspaces.get(i).length);
                    }
                    return encoder.putName(nameBytes, 0, nameBytes.length).limit();
                },
                TokenReplyDecoder.TEMPLATE_ID,
                TokenRequests::newToken);
    }

    static Request<List<TokenInfo>> list() {
        return new Request<>(
                ListTokensEncoder.TEMPLATE_ID,
                ListTokensEncoder.BLOCK_LENGTH,
                0,
                (buffer, offset) -> offset,
                TokensReplyDecoder.TEMPLATE_ID,
                TokenRequests::tokens);
    }

    static Request<Long> revoke(String name) {
        byte[] nameBytes = WireText.shortText("name", name);
        return new Request<>(
                RevokeTokenEncoder.TEMPLATE_ID,
                RevokeTokenEncoder.BLOCK_LENGTH,
                RevokeTokenEncoder.BLOCK_LENGTH + LENGTHS + nameBytes.length,
                (buffer, offset) -> new RevokeTokenEncoder()
                        .wrap(buffer, offset)
                        .putName(nameBytes, 0, nameBytes.length)
                        .limit(),
                DoneDecoder.TEMPLATE_ID,
                DefinitionReplies::done);
    }

    private static NewToken newToken(DirectBuffer buffer, int offset, int blockLength, int version) {
        TokenReplyDecoder reply = new TokenReplyDecoder().wrap(buffer, offset, blockLength, version);
        return new NewToken(reply.name(), reply.secret());
    }

    private static List<TokenInfo> tokens(DirectBuffer buffer, int offset, int blockLength, int version) {
        TokensReplyDecoder reply = new TokensReplyDecoder().wrap(buffer, offset, blockLength, version);
        List<TokenInfo> tokens = new ArrayList<>();
        for (TokensReplyDecoder.TokensDecoder each : reply.tokens()) {
            long createdMillis = each.createdMillis();
            long expires = each.expiresMillis();
            List<TokenGrant> grants = new ArrayList<>();
            for (TokensReplyDecoder.TokensDecoder.GrantsDecoder grant : each.grants()) {
                Set<TokenRole> roles = roles(grant.roles());
                grants.add(new TokenGrant(grant.workspace(), roles));
            }
            long expiresMillis =
                    expires == TokensReplyDecoder.TokensDecoder.expiresMillisNullValue() ? TokenInfo.NEVER : expires;
            tokens.add(new TokenInfo(each.name(), grants, createdMillis, expiresMillis));
        }
        return List.copyOf(tokens);
    }

    private static Set<TokenRole> roles(TokenRolesDecoder given) {
        Set<TokenRole> roles = EnumSet.noneOf(TokenRole.class);
        if (given.read()) {
            roles.add(TokenRole.READ);
        }
        if (given.ingest()) {
            roles.add(TokenRole.INGEST);
        }
        if (given.admin()) {
            roles.add(TokenRole.ADMIN);
        }
        return roles;
    }
}
