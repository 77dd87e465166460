package io.muster.server.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.server.ServerOptions;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds {@code muster.conf}, the table of options and the records of options together. */
class ShippedConfigTest {
    private static final Pattern AREA = Pattern.compile("# ---- (.+?) -+");
    private static final Pattern SETTING = Pattern.compile("# ([a-z][a-z-]*) = (.+)");
    private static final int LEAST_TOLD = 60;
    private static final ServerOptions DEFAULTS = ServerOptions.builder().build();

    @Test
    void shouldDescribeEveryOptionWithItsDefaultAndBoundsInTheOrderOfTheTable() {
        List<String> expected = new ArrayList<>();
        for (Area<?> area : ServerAreas.ALL) {
            expected.add("[" + area.title() + "]");
            for (Option option : area.options()) {
                expected.add(option.name() + ": Default: " + shownDefault(area, option) + ". Bounds: "
                        + option.kind().bounds() + ".");
            }
        }
        assertEquals(String.join("\n", expected), String.join("\n", told()));
    }

    @Test
    void shouldExplainEveryOption() {
        for (List<String> block : blocks()) {
            Matcher setting = SETTING.matcher(block.getLast());
            if (setting.matches()) {
                String told = String.join(" ", block.subList(0, block.size() - 3));
                assertTrue(told.length() >= LEAST_TOLD, () -> setting.group(1) + " is told in: " + told);
            }
        }
    }

    @Test
    void shouldShowValuesThatAreTheDefaultsAndCanBeRead() throws Exception {
        Map<String, String> shown = blocks().stream()
                .map(block -> SETTING.matcher(block.getLast()))
                .filter(Matcher::matches)
                .collect(Collectors.toMap(setting -> setting.group(1), setting -> setting.group(2)));
        for (Area<?> area : ServerAreas.ALL) {
            for (Option option : area.options()) {
                String text = shown.get(option.name());
                option.read(text);
                if (option.hasDefault()) {
                    assertEquals(area.text(option, DEFAULTS), text, option.name());
                }
            }
        }
    }

    @Test
    void shouldStartAServerAsIfThereWereNoFile() throws ConfigException {
        Configuration shipped =
                Configuration.read(ConfigFile.of("muster.conf", ShippedConfig.text()), Map.of(), Map.of());
        assertEquals(DEFAULTS.listen(), shipped.options().listen());
        assertTrue(shipped.settings().stream().noneMatch(Setting::isSet));
    }

    @Test
    void shouldHaveAnOptionForEveryComponentOfEveryRecord() {
        Set<Class<?>> bound = new HashSet<>();
        for (Area<?> area : ServerAreas.ALL) {
            bound.add(area.type());
            List<RecordComponent> components =
                    area.options().stream().map(Option::component).toList();
            assertEquals(
                    names(Arrays.asList(area.type().getRecordComponents())),
                    names(components),
                    area.type().getSimpleName());
        }
        for (RecordComponent component : ServerOptions.class.getRecordComponents()) {
            assertTrue(bound.contains(component.getType()), component + " belongs to no area");
        }
    }

    @Test
    void shouldNotNameAnOptionTwiceOrLikeAVariableOfClients() {
        List<String> names = ServerAreas.names();
        assertEquals(names.size(), new HashSet<>(names).size(), names::toString);
        for (Option option : ServerAreas.options().toList()) {
            assertTrue(option.name().matches("[a-z]+(-[a-z0-9]+)*"), option.name());
            assertTrue(!GivenValues.OTHER_VARIABLES.contains(option.environmentName()), option.name());
        }
    }

    private static List<String> told() {
        List<String> told = new ArrayList<>();
        for (List<String> block : blocks()) {
            Matcher area = AREA.matcher(block.getFirst());
            Matcher setting = SETTING.matcher(block.getLast());
            if (area.matches()) {
                told.add("[" + area.group(1) + "]");
            } else if (setting.matches() && block.size() > 3) {
                told.add(setting.group(1) + ": " + block.get(block.size() - 2).substring(2));
            }
        }
        return told;
    }

    private static String shownDefault(Area<?> area, Option option) {
        return option.hasDefault() ? area.text(option, DEFAULTS) : Option.NONE;
    }

    private static List<List<String>> blocks() {
        return Arrays.stream(ShippedConfig.text().strip().split("\n\n+"))
                .map(block -> block.strip().lines().toList())
                .toList();
    }

    private static Set<String> names(List<RecordComponent> components) {
        return components.stream().map(RecordComponent::getName).collect(Collectors.toSet());
    }
}
