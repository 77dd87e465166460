package io.muster.server.api;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * An object of a body. What is asked of it throws {@link ProblemException} with line and column where the body has
 * something else. A member that is null counts as one that is not there. Immutable.
 */
public final class JsonObject {
    private final String path;
    private final JsonValue whole;
    private final Map<String, JsonValue> members;

    JsonObject(String path, JsonValue whole) {
        this.path = path;
        this.whole = whole;
        members = whole.members();
    }

    /** Throws where it has other members than these. */
    public JsonObject only(String... names) {
        Set<String> known = Set.of(names);
        members.forEach((name, value) -> {
            if (!known.contains(name)) {
                throw wrong(
                        name,
                        value,
                        "a member that is not known",
                        known.isEmpty() ? "none" : "one of " + String.join(", ", new TreeSet<>(known)));
            }
        });
        return this;
    }

    /** Whether it has such a member, be it null. */
    public boolean has(String name) {
        return members.containsKey(name);
    }

    /** A text that must be there. */
    public String text(String name) {
        String text = text(name, null);
        if (text == null) {
            throw missing(name, "a text");
        }
        return text;
    }

    /** A text, or {@code otherwise} where there is none. */
    public String text(String name, String otherwise) {
        JsonValue found = given(name);
        if (found == null) {
            return otherwise;
        }
        if (found.value() instanceof String text) {
            return text;
        }
        throw wrong(name, found, found.found(), "a text");
    }

    /** True or false, or {@code otherwise} where there is neither. */
    public boolean flag(String name, boolean otherwise) {
        JsonValue found = given(name);
        if (found == null) {
            return otherwise;
        }
        if (found.value() instanceof Boolean flag) {
            return flag;
        }
        throw wrong(name, found, found.found(), "true or false");
    }

    /** A whole number within these bounds, or {@code otherwise} where there is none. */
    public long number(String name, long otherwise, long least, long most) {
        JsonValue found = given(name);
        if (found == null) {
            return otherwise;
        }
        if (found.value() instanceof BigDecimal number
                && number.compareTo(BigDecimal.valueOf(least)) >= 0
                && number.compareTo(BigDecimal.valueOf(most)) <= 0
                && number.stripTrailingZeros().scale() <= 0) {
            return number.longValueExact();
        }
        throw wrong(name, found, found.found(), "a whole number from " + least + " to " + most);
    }

    /** Texts; none where there is no such member. */
    public List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        for (JsonValue each : elements(name, "an array of texts")) {
            if (!(each.value() instanceof String text)) {
                throw wrong(name, each, each.found(), "a text");
            }
            texts.add(text);
        }
        return texts;
    }

    /** Objects; none where there is no such member. */
    public List<JsonObject> objects(String name) {
        List<JsonObject> objects = new ArrayList<>();
        for (JsonValue each : elements(name, "an array of objects")) {
            if (each.members() == null) {
                throw wrong(name, each, each.found(), "an object");
            }
            objects.add(new JsonObject(pathOf(name) + "[" + objects.size() + "].", each));
        }
        return objects;
    }

    /** The object, or null where there is no such member. */
    public JsonObject object(String name) {
        JsonValue found = given(name);
        if (found == null) {
            return null;
        }
        if (found.members() == null) {
            throw wrong(name, found, found.found(), "an object");
        }
        return new JsonObject(pathOf(name) + ".", found);
    }

    /** What to throw where a member is not there that must be. */
    public ProblemException missing(String name, String expected) {
        return wrong(name, whole, "nothing", expected);
    }

    /** What to throw where a member that is there can't be taken. */
    public ProblemException refused(String name, String found, String expected) {
        return wrong(name, members.getOrDefault(name, whole), found, expected);
    }

    private List<JsonValue> elements(String name, String expected) {
        JsonValue found = given(name);
        if (found == null) {
            return List.of();
        }
        if (found.elements() == null) {
            throw wrong(name, found, found.found(), expected);
        }
        return found.elements();
    }

    private JsonValue given(String name) {
        JsonValue found = members.get(name);
        return found == null || found.value() == null ? null : found;
    }

    private ProblemException wrong(String name, JsonValue at, String found, String expected) {
        return new ProblemException(ApiProblem.at(
                400,
                "bad_request",
                pathOf(name) + ": found " + found + ", expected " + expected,
                at.line(),
                at.column()));
    }

    private String pathOf(String name) {
        return path + name;
    }
}
