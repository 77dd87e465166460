package io.muster.protocol.client;

import io.muster.protocol.client.answer.FieldInfo;
import io.muster.protocol.codec.DeclareFieldEncoder;
import io.muster.protocol.codec.DoneDecoder;
import io.muster.protocol.codec.FieldOrigin;
import io.muster.protocol.codec.FieldType;
import io.muster.protocol.codec.FieldsReplyDecoder;
import io.muster.protocol.codec.ListFieldsEncoder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/** Requests about the fields of customers; and their replies. */
final class FieldRequests {
    private static final int LENGTHS = 16;

    private FieldRequests() {}

    static Request<Long> declare(int workspaceId, String path, FieldInfo.Type type) {
        byte[] pathBytes = WireText.shortText("field", path);
        return new Request<>(
                DeclareFieldEncoder.TEMPLATE_ID,
                DeclareFieldEncoder.BLOCK_LENGTH,
                DeclareFieldEncoder.BLOCK_LENGTH + LENGTHS + pathBytes.length,
                (buffer, offset) -> new DeclareFieldEncoder()
                        .wrap(buffer, offset)
                        .workspaceId(workspaceId)
                        .fieldType(FieldType.valueOf(type.name()))
                        .putPath(pathBytes, 0, pathBytes.length)
                        .limit(),
                DoneDecoder.TEMPLATE_ID,
                DefinitionReplies::done);
    }

    static Request<List<FieldInfo>> list(int workspaceId) {
        return new Request<>(
                ListFieldsEncoder.TEMPLATE_ID,
                ListFieldsEncoder.BLOCK_LENGTH,
                ListFieldsEncoder.BLOCK_LENGTH,
                (buffer, offset) -> new ListFieldsEncoder()
                        .wrap(buffer, offset)
                        .workspaceId(workspaceId)
                        .limit(),
                FieldsReplyDecoder.TEMPLATE_ID,
                FieldRequests::fields);
    }

    private static List<FieldInfo> fields(DirectBuffer buffer, int offset, int blockLength, int version) {
        FieldsReplyDecoder reply = new FieldsReplyDecoder().wrap(buffer, offset, blockLength, version);
        List<FieldInfo> fields = new ArrayList<>();
        for (FieldsReplyDecoder.FieldsDecoder each : reply.fields()) {
            FieldInfo.Type type = type(each.fieldType());
            FieldInfo.Origin origin = origin(each.origin());
            fields.add(new FieldInfo(each.name(), type, origin));
        }
        return List.copyOf(fields);
    }

    private static FieldInfo.Type type(FieldType type) {
        return switch (type) {
            case NUMBER -> FieldInfo.Type.NUMBER;
            case BOOLEAN -> FieldInfo.Type.BOOLEAN;
            case DATE -> FieldInfo.Type.DATE;
            case LIST -> FieldInfo.Type.LIST;
            default -> FieldInfo.Type.TEXT;
        };
    }

    private static FieldInfo.Origin origin(FieldOrigin origin) {
        return switch (origin) {
            case BUILT_IN -> FieldInfo.Origin.BUILT_IN;
            case DECLARED -> FieldInfo.Origin.DECLARED;
            default -> FieldInfo.Origin.FIRST_SEEN;
        };
    }
}
