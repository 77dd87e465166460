package io.muster.protocol.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.muster.protocol.codec.ErrorType;
import org.junit.jupiter.api.Test;

class ErrorCodeTest {
    @Test
    void shouldKnowEveryCodeOfTheWireByTheSameName() {
        for (ErrorType type : ErrorType.values()) {
            String expected = type == ErrorType.NULL_VAL ? "OTHER" : type.name();
            assertEquals(expected, ErrorCode.ofWire(type.value()).name());
        }
    }

    @Test
    void shouldTakeCodesOfNewerServersAsOther() {
        assertEquals(ErrorCode.OTHER, ErrorCode.ofWire(12_345));
    }
}
