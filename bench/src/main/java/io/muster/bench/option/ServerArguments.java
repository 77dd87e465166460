package io.muster.bench.option;

import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** What the server that is measured is given beside what the measurement gives it. */
public final class ServerArguments {
    @Option(
            names = "--server",
            paramLabel = "OPTION=VALUE",
            description = "given to the server as --OPTION=VALUE; may stand several times")
    private List<String> options = List.of();

    /** Arguments of {@code muster serve}: the measurement's own, and these after them. */
    public String[] after(String... own) {
        return Stream.concat(Stream.of(own), options.stream().map(each -> "--" + each))
                .toArray(String[]::new);
    }
}
