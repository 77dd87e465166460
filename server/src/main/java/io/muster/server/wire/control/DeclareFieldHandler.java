package io.muster.server.wire.control;

import io.muster.index.record.Commands;
import io.muster.protocol.FrameDescriptor;
import io.muster.protocol.codec.DeclareFieldDecoder;
import io.muster.protocol.codec.ErrorType;
import io.muster.protocol.codec.FieldType;
import io.muster.server.wire.backend.Backend;
import io.muster.server.wire.session.RequestException;
import java.util.Locale;
import org.agrona.DirectBuffer;

/** A type for a custom field. */
public final class DeclareFieldHandler extends CommandHandler {
    private static final FieldType[] TYPES = {
        FieldType.NUMBER, FieldType.TEXT, FieldType.BOOLEAN, FieldType.DATE, FieldType.LIST
    };

    private final DeclareFieldDecoder request = new DeclareFieldDecoder();

    public DeclareFieldHandler(Backend backend) {
        super(backend);
    }

    @Override
    public int templateId() {
        return DeclareFieldDecoder.TEMPLATE_ID;
    }

    @Override
    public int blockLength() {
        return DeclareFieldDecoder.BLOCK_LENGTH;
    }

    @Override
    Command decode(DirectBuffer frame, int blockLength, int version) {
        request.wrap(frame, FrameDescriptor.BODY_OFFSET, blockLength, version);
        int type = request.fieldTypeRaw();
        if (type >= TYPES.length) {
            throw new RequestException(
                    ErrorType.UNSUPPORTED, "field type: found " + type + ", expected 0 to " + (TYPES.length - 1));
        }
        String typeName = TYPES[type].name().toLowerCase(Locale.ROOT);
        return new Command(
                Commands.declareField(request.workspaceId(), request.path(), typeName), CommandHandler::writeDone);
    }
}
