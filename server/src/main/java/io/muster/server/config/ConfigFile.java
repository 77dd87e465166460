package io.muster.server.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The lines of a configuration file: {@code name = value}, blank ones, and comments, which begin with {@code #} and
 * have a line of their own. No quotes, no escapes, no sections: a value is all that stands after the sign, without the
 * blanks around it. Immutable.
 */
public final class ConfigFile {
    /** The longest file. */
    public static final int MAX_LENGTH_BYTES = 1 << 20;

    /** The longest line, in characters. */
    public static final int MAX_LINE_LENGTH = 4_096;

    private static final Pattern SETTING = Pattern.compile("([^=\\s]+)\\s*=(.*)");
    private static final Pattern COMMENT_BEHIND = Pattern.compile("(^|\\s)#");

    /** A setting as written. */
    record Line(int number, String name, String value) {}

    private final String name;
    private final List<Line> lines = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    private ConfigFile(String name) {
        this.name = name;
    }

    /**
     * Takes a file apart; what is wrong in it is told by {@link Configuration#read}.
     *
     * @param name for errors
     */
    public static ConfigFile of(String name, String text) {
        ConfigFile file = new ConfigFile(name);
        file.read(text.startsWith("\uFEFF") ? text.substring(1) : text);
        return file;
    }

    /** As errors begin: {@code muster.conf:12}. */
    String place(Line line) {
        return name + ":" + line.number();
    }

    List<Line> lines() {
        return lines;
    }

    List<String> problems() {
        return problems;
    }

    private void read(String text) {
        if (text.length() > MAX_LENGTH_BYTES) {
            problems.add(name + ": found " + text.length() + " characters, expected at most " + MAX_LENGTH_BYTES);
            return;
        }
        Map<String, Integer> seen = new HashMap<>();
        int number = 0;
        for (String raw : text.lines().toList()) {
            number++;
            String line = raw.strip();
            if (!line.isEmpty() && line.charAt(0) != '#') {
                read(number, line, seen);
            }
        }
    }

    private void read(int number, String line, Map<String, Integer> seen) {
        if (line.length() > MAX_LINE_LENGTH) {
            refuse(number, "found " + line.length() + " characters, expected at most " + MAX_LINE_LENGTH);
            return;
        }
        Matcher setting = SETTING.matcher(line);
        if (!setting.matches()) {
            refuse(number, "found '" + shortened(line) + "', expected name = value");
            return;
        }
        String key = setting.group(1);
        String value = setting.group(2).strip();
        Integer before = seen.putIfAbsent(key, number);
        if (before != null) {
            refuse(number, key + ": found a second time, expected once (first in line " + before + ")");
        } else if (COMMENT_BEHIND.matcher(value).find()) {
            refuse(number, key + ": found # behind the value, expected comments on lines of their own");
        } else {
            lines.add(new Line(number, key, value));
        }
    }

    private void refuse(int number, String problem) {
        problems.add(name + ":" + number + ": " + problem);
    }

    private static String shortened(String line) {
        return line.length() <= 60 ? line : line.substring(0, 60) + "…";
    }
}
