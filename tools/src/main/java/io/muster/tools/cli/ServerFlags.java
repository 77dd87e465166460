package io.muster.tools.cli;

import io.muster.server.ServerOptions;
import io.muster.server.config.Area;
import io.muster.server.config.ConfigException;
import io.muster.server.config.ConfigFile;
import io.muster.server.config.Configuration;
import io.muster.server.config.Option;
import io.muster.server.config.ServerAreas;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The server's options as flags of a command, and what they say together with file and environment. */
final class ServerFlags {
    private static final String CONFIG_VARIABLE = "MUSTER_CONFIG";

    private ServerFlags() {}

    /** Gives the command a flag for each option, in a group for each area. */
    static void addTo(CommandSpec command) {
        ServerOptions defaults = ServerOptions.builder().build();
        int order = 0;
        for (Area<?> area : ServerAreas.ALL) {
            ArgGroupSpec.Builder group = ArgGroupSpec.builder()
                    .heading("%n" + area.title() + ":%n")
                    .validate(false)
                    .multiplicity("0..1")
                    .order(order++);
            for (Option option : area.options()) {
                group.addArg(OptionSpec.builder(option.flag())
                        .paramLabel(option.label())
                        .type(String.class)
                        .order(order++)
                        .description(description(area, option, defaults))
                        .build());
            }
            command.addArgGroup(group.build());
        }
    }

    /**
     * What is in force: flags before environment before file before defaults.
     *
     * @param fileOrNull what {@code --config} names; null: what {@code MUSTER_CONFIG} names, if it is set
     */
    static Configuration read(ParseResult given, Path fileOrNull, Map<String, String> environment) throws IOException {
        try {
            return Configuration.read(fileOf(fileOrNull, environment), environment, flags(given));
        } catch (ConfigException wrong) {
            throw CommandFailure.usage(wrong.getMessage());
        }
    }

    /** Reads and takes apart a configuration file. */
    static ConfigFile file(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(ConfigFile.MAX_LENGTH_BYTES + 1);
            return ConfigFile.of(
                    path.toString(),
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(java.nio.ByteBuffer.wrap(bytes))
                            .toString());
        } catch (CharacterCodingException wrong) {
            throw CommandFailure.usage(path + ": found bytes that are not UTF-8, expected text");
        }
    }

    private static ConfigFile fileOf(Path fileOrNull, Map<String, String> environment) throws IOException {
        if (fileOrNull != null) {
            return file(fileOrNull);
        }
        String named = environment.getOrDefault(CONFIG_VARIABLE, "");
        return named.isBlank() ? null : file(Path.of(named.strip()));
    }

    private static Map<String, String> flags(ParseResult given) {
        Map<String, String> flags = new LinkedHashMap<>();
        ServerAreas.options().forEach(option -> {
            OptionSpec flag = given.matchedOption(option.flag());
            if (flag != null) {
                flags.put(option.name(), flag.getValue());
            }
        });
        return flags;
    }

    private static String description(Area<?> area, Option option, ServerOptions defaults) {
        return option.hasDefault()
                ? option.meaning() + " (default: " + area.text(option, defaults) + ")"
                : option.meaning();
    }
}
