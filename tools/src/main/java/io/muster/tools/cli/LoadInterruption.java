package io.muster.tools.cli;

import io.muster.tools.load.LoadSummary;
import java.io.PrintStream;

/**
 * Says how to go on where a load breaks off: when it is asked, and by itself when the process is told to end (Ctrl-C)
 * before this is closed.
 */
final class LoadInterruption implements AutoCloseable {
    private final LoadSummary summary;
    private final String workspace;
    private final long fromLine;
    private final PrintStream target;
    private final Thread hook = new Thread(this::tell, "interruption");
    private volatile String current = "";

    /**
     * Of a load that starts at line {@code fromLine}.
     *
     * @param target told when the process is to end
     */
    LoadInterruption(LoadSummary summary, String workspace, long fromLine, PrintStream target) {
        this.summary = summary;
        this.workspace = workspace;
        this.fromLine = fromLine;
        this.target = target;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** The file that is being loaded from here on. */
    void at(String file) {
        current = file;
    }

    /** What is safe, and the command that goes on. Any thread. */
    String goOn() {
        String file = current;
        LoadSummary.Position settled = summary.acknowledged();
        long line = settled.source().equals(file) ? settled.line() : fromLine - 1;
        return "acknowledged: everything up to line " + line + " of " + file + "; go on with: muster load " + file
                + " --workspace " + workspace + " --from-line " + (line + 1);
    }

    /** The load has ended, one way or the other. */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            // The process ends, and it has been told where.
        }
    }

    private void tell() {
        if (!current.isEmpty()) {
            target.println("\ninterrupted; " + goOn());
        }
    }
}
