package io.muster.index.workspace;

import io.muster.index.column.LongColumn;
import io.muster.index.record.CommandReader;
import io.muster.index.record.Decimals;
import java.math.BigDecimal;

/** Where customers are, in millionths of a degree. One thread. */
final class Places {
    private final LongColumn latitudes = new LongColumn();
    private final LongColumn longitudes = new LongColumn();

    void setLatitude(int ordinal, CommandReader command) {
        latitudes.set(ordinal, value(command));
    }

    void setLongitude(int ordinal, CommandReader command) {
        longitudes.set(ordinal, value(command));
    }

    /** Puts the customer where one of another workspace is. */
    void copy(Places from, int fromOrdinal, int ordinal) {
        latitudes.set(ordinal, from.latitudes.get(fromOrdinal));
        longitudes.set(ordinal, from.longitudes.get(fromOrdinal));
    }

    /** In degrees, or null. */
    BigDecimal latitude(int ordinal) {
        return degrees(latitudes.get(ordinal));
    }

    /** In degrees, or null. */
    BigDecimal longitude(int ordinal) {
        return degrees(longitudes.get(ordinal));
    }

    void clear(int ordinal) {
        latitudes.set(ordinal, LongColumn.MISSING);
        longitudes.set(ordinal, LongColumn.MISSING);
    }

    private static long value(CommandReader command) {
        return command.isNull() ? LongColumn.MISSING : command.number();
    }

    private static BigDecimal degrees(long millionths) {
        return millionths == LongColumn.MISSING ? null : Decimals.toDecimal(millionths);
    }
}
