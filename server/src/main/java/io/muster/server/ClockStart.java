package io.muster.server;

import io.muster.server.clock.EngineClock;
import io.muster.server.clock.SteadyTime;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where time goes on from when a server starts. */
final class ClockStart {
    private static final Logger LOG = LoggerFactory.getLogger(ClockStart.class);

    private ClockStart() {}

    /** The system's clock where there is {@code steady}, else a manual one; neither is before {@code lastNowMillis}. */
    static EngineClock clock(ServerOptions options, long lastNowMillis, SteadyTime steady) {
        if (steady != null) {
            EngineClock clock = EngineClock.system(lastNowMillis, steady);
            if (clock.behindMillis() > 0) {
                LOG.warn(
                        "clock: the system's is {} ms behind the time that the journal ends with; time stands still"
                                + " until it is there",
                        clock.behindMillis());
            }
            return clock;
        }
        long startMillis = Math.max(options.startMillis(), lastNowMillis);
        if (startMillis != options.startMillis()) {
            LOG.info("the manual clock goes on at {}, where the journal ends", Instant.ofEpochMilli(startMillis));
        }
        return EngineClock.manual(startMillis);
    }
}
