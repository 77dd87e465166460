package io.muster.server.wire.flow;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the system lets this process hold as many connections as it is meant to. */
public final class FileDescriptors {
    private static final Logger LOG = LoggerFactory.getLogger(FileDescriptors.class);

    /** For journal, snapshots, libraries and the connections that are being turned away. */
    private static final int OTHERS = 256;

    private FileDescriptors() {}

    /**
     * The options, with no more connections than there are file descriptors for; where that is fewer than asked for the
     * log says so. Any thread.
     */
    public static ConnectionOptions within(ConnectionOptions options) {
        OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
        return system instanceof UnixOperatingSystemMXBean unix
                ? within(options, unix.getMaxFileDescriptorCount())
                : options;
    }

    static ConnectionOptions within(ConnectionOptions options, long maxDescriptors) {
        long most = Math.max(1, maxDescriptors - OTHERS);
        if (maxDescriptors <= 0 || options.maxConnections() <= most) {
            return options;
        }
        LOG.warn(
                "connections: found {} file descriptors allowed (ulimit -n), expected {} for {} connections; {} are"
                        + " served",
                maxDescriptors,
                options.maxConnections() + OTHERS,
                options.maxConnections(),
                most);
        return options.withMaxConnections((int) most);
    }
}
