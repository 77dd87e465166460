package io.muster.server.config;

import io.muster.index.rule.NearestName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Collects what users set, the weakest source first, and what is wrong with it. One thread. */
final class GivenValues {
    /** Variables of clients and of the launcher: no options of the server. */
    static final Set<String> OTHER_VARIABLES = Set.of(
            "MUSTER_SERVER",
            "MUSTER_TOKEN",
            "MUSTER_TOKEN_FILE",
            "MUSTER_TLS_CA",
            "MUSTER_WORKSPACE",
            "MUSTER_JAVA_OPTS",
            "MUSTER_CONFIG");

    private final Map<Option, Given> values = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();

    /** Null where it was not set. */
    Given of(Option option) {
        return values.get(option);
    }

    List<String> problems() {
        return problems;
    }

    void file(ConfigFile file) {
        problems.addAll(file.problems());
        for (ConfigFile.Line line : file.lines()) {
            String origin = file.place(line);
            String place = origin + ": " + line.name();
            Optional<Option> option = ServerAreas.option(line.name());
            if (option.isPresent()) {
                take(option.get(), line.value(), origin, place);
            } else {
                problems.add(place + ": found an unknown option, " + expectedName(line.name()));
            }
        }
    }

    /** A variable that is near to the name of an option but none is refused; others are somebody else's. */
    void environment(Map<String, String> environment) {
        for (Map.Entry<String, String> variable : new TreeMap<>(environment).entrySet()) {
            String name = variable.getKey();
            if (name.startsWith(Option.ENVIRONMENT_PREFIX)
                    && !OTHER_VARIABLES.contains(name)
                    && !variable.getValue().isBlank()) {
                environment(name, variable.getValue().strip());
            }
        }
    }

    void flags(Map<String, String> flags) {
        flags.forEach((name, text) -> {
            Option option = ServerAreas.option(name).orElseThrow();
            take(option, text.strip(), option.flag(), option.flag());
        });
    }

    private void environment(String name, String text) {
        Optional<Option> option = ServerAreas.options()
                .filter(each -> each.environmentName().equals(name))
                .findFirst();
        if (option.isPresent()) {
            take(option.get(), text, name, name);
            return;
        }
        List<String> known = ServerAreas.options().map(Option::environmentName).toList();
        NearestName.nearest(name, known)
                .ifPresent(nearest -> problems.add(
                        name + ": found an unknown variable, expected perhaps " + nearest + " (or unset)"));
    }

    private void take(Option option, String text, String origin, String place) {
        if (text.isEmpty()) {
            problems.add(place + ": found nothing, expected " + option.kind().bounds());
            return;
        }
        try {
            values.put(option, new Given(option.read(text), origin, place));
        } catch (WrongValueException wrong) {
            problems.add(place + ": " + wrong.getMessage());
        }
    }

    private static String expectedName(String name) {
        return NearestName.nearest(name, ServerAreas.names())
                .map(nearest -> "expected perhaps " + nearest)
                .orElse("expected one of those that muster config example lists");
    }
}
