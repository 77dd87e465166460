package io.muster.server.limits;

import io.muster.server.ServerOptions;
import io.muster.server.config.Area;
import io.muster.server.config.Option;
import io.muster.server.config.ServerAreas;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** {@code server/LIMITS.md}, made from the bounds and the options in the code. */
final class LimitPage {
    private static final String HEAD = """
        # Limits

        Every length, count, depth, name, connection and queue has a bound. What goes beyond is refused with what was
        found and what was expected, and nothing else is lost. This page is made from the code; a test
        (`Promise07LimitsTest`) holds it there, tries each bound at the bound and one beyond, and names the test where
        that takes more than a line.

        Where a bound is of what *there are or were*, the place of what is deleted is not used again.
        """;

    private static final String OPTIONS_HEAD = """

        ## Set by options

        These are bounds too, or are bounded; `muster.conf` has their trade-offs (`muster config example` prints it).

        | option | default | bounds | |
        |---|---|---|---|
        """;

    private LimitPage() {}

    static List<Limit> limits() {
        return Stream.of(
                        RuleProbes.limits(),
                        RecordProbes.limits(),
                        WorkspaceProbes.limits(),
                        ServerProbes.limits(),
                        HttpProbes.limits(),
                        RedisProbes.limits(),
                        LinkProbes.limits(),
                        HookProbes.limits())
                .flatMap(List::stream)
                .toList();
    }

    static String text() {
        StringBuilder page = new StringBuilder(HEAD);
        List<String> areas = new ArrayList<>();
        for (Limit limit : limits()) {
            if (!areas.contains(limit.area())) {
                areas.add(limit.area());
                page.append("\n## ").append(limit.area()).append("\n\n");
                page.append("| what | at most | beyond it |\n|---|---|---|\n");
            }
            page.append(limit.row()).append('\n');
        }
        page.append(OPTIONS_HEAD);
        ServerOptions defaults = ServerOptions.builder().build();
        for (Area<?> area : ServerAreas.ALL) {
            for (Option option : area.options()) {
                page.append(row(area, option, defaults));
            }
        }
        return page.toString();
    }

    private static String row(Area<?> area, Option option, ServerOptions defaults) {
        String shown = option.hasDefault() ? area.text(option, defaults) : "none";
        return "| `" + option.name() + "` | " + shown + " | " + option.kind().bounds() + " | " + option.meaning()
                + " |\n";
    }
}
