package io.muster.server.config;

import io.muster.server.ClockMode;
import io.muster.server.ServerOptions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is in force: flag before environment before file before default. Immutable. */
public final class Configuration {
    private final ServerOptions options;
    private final List<Setting> settings;

    private Configuration(ServerOptions options, List<Setting> settings) {
        this.options = options;
        this.settings = settings;
    }

    /**
     * Puts together what users set.
     *
     * @param fileOrNull the configuration file
     * @param environment of the process
     * @param flags by name of the option, without dashes; the names must be known
     * @throws ConfigException naming everything that is wrong, wherever it stands
     */
    public static Configuration read(ConfigFile fileOrNull, Map<String, String> environment, Map<String, String> flags)
            throws ConfigException {
        GivenValues given = new GivenValues();
        if (fileOrNull != null) {
            given.file(fileOrNull);
        }
        given.environment(environment);
        given.flags(flags);
        List<String> problems = new ArrayList<>(given.problems());
        ServerOptions defaults = ServerOptions.builder().build();
        ServerOptions.Builder builder = ServerOptions.builder();
        for (Area<?> area : ServerAreas.ALL) {
            set(area, defaults, builder, given, problems);
        }
        ServerOptions options = builder.build();
        checkClock(options, given, problems);
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        return new Configuration(options, settings(options, given));
    }

    /** To start a server with. */
    public ServerOptions options() {
        return options;
    }

    /** One for each option, in the order in which they are told. */
    public List<Setting> settings() {
        return settings;
    }

    private static <R extends Record> void set(
            Area<R> area,
            ServerOptions defaults,
            ServerOptions.Builder builder,
            GivenValues given,
            List<String> problems) {
        Map<String, Object> components = new LinkedHashMap<>();
        for (Option option : area.options()) {
            if (given.of(option) != null) {
                components.put(option.component().getName(), given.of(option).value());
            }
        }
        try {
            area.set(defaults, builder, components);
        } catch (IllegalArgumentException refused) {
            problems.add(inTermsOfOptions(area, given, refused.getMessage()));
        }
    }

    /** Values can each be right and not fit each other; the record then names its component. */
    private static String inTermsOfOptions(Area<?> area, GivenValues given, String refusal) {
        for (Option option : area.options()) {
            String component = option.component().getName() + ":";
            if (refusal.startsWith(component)) {
                Given value = given.of(option);
                String place = value == null ? option.name() + " (by default)" : value.place();
                return place + ":" + refusal.substring(component.length());
            }
        }
        return area.title() + ": " + refusal;
    }

    private static void checkClock(ServerOptions options, GivenValues given, List<String> problems) {
        Given clock = given.of(ServerAreas.CLOCK_MODE);
        Given now = given.of(ServerAreas.NOW);
        if (options.clockMode() == ClockMode.MANUAL && now == null) {
            problems.add(clock.place() + ": found manual, expected now (an instant) beside it, where the clock starts");
        }
        if (options.clockMode() == ClockMode.SYSTEM && now != null) {
            problems.add(now.place() + ": found beside the system's clock, expected clock manual");
        }
    }

    private static List<Setting> settings(ServerOptions options, GivenValues given) {
        List<Setting> settings = new ArrayList<>();
        for (Area<?> area : ServerAreas.ALL) {
            for (Option option : area.options()) {
                Given value = given.of(option);
                boolean unset = value == null && !option.hasDefault();
                settings.add(new Setting(
                        area.title(),
                        option,
                        unset ? Option.NONE : area.text(option, options),
                        value == null ? Setting.DEFAULT : value.origin()));
            }
        }
        return List.copyOf(settings);
    }
}
