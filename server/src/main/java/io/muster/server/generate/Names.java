package io.muster.server.generate;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** First and last names by language. */
final class Names {
    private final Map<String, Book> books = new HashMap<>();

    Names() {
        for (String[] row : Resources.rows("names.tsv")) {
            books.put(row[0], new Book(names(row[1]), names(row[2]), names(row[3])));
        }
    }

    Book of(String language) {
        return books.getOrDefault(language, books.get("en"));
    }

    private static Name[] names(String list) {
        String[] texts = list.split(",");
        Name[] names = new Name[texts.length];
        for (int i = 0; i < texts.length; i++) {
            names[i] = Name.of(texts[i]);
        }
        return names;
    }

    /** The names of one language. */
    record Book(Name[] female, Name[] male, Name[] last) {}

    /** A name as written, and as it stands in an e-mail address. */
    record Name(byte[] written, byte[] address) {
        static Name of(String text) {
            String plain = Normalizer.normalize(text, Normalizer.Form.NFD)
                    .replaceAll("\\p{M}", "")
                    .toLowerCase(Locale.ROOT)
                    .replace("ł", "l")
                    .replace("ø", "o")
                    .replace("đ", "dj")
                    .replace("ı", "i")
                    .replaceAll("[^a-z]", "");
            return new Name(text.getBytes(StandardCharsets.UTF_8), plain.getBytes(StandardCharsets.US_ASCII));
        }
    }
}
