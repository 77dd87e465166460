package io.muster.index.field;

import java.util.SortedSet;

/** What a criterion may ask of a text. */
public sealed interface TextPredicate {
    /** Whether it holds for {@code text}. */
    boolean holds(String text);

    /** Is one of these. */
    record OneOf(SortedSet<String> texts) implements TextPredicate {
        @Override
        public boolean holds(String text) {
            return texts.contains(text);
        }
    }

    record StartsWith(String prefix) implements TextPredicate {
        @Override
        public boolean holds(String text) {
            return text.startsWith(prefix);
        }
    }

    record EndsWith(String suffix) implements TextPredicate {
        @Override
        public boolean holds(String text) {
            return text.endsWith(suffix);
        }
    }

    record Substring(String part) implements TextPredicate {
        @Override
        public boolean holds(String text) {
            return text.contains(part);
        }
    }

    /** Has a value at all. */
    record Present() implements TextPredicate {
        @Override
        public boolean holds(String text) {
            return true;
        }
    }
}
