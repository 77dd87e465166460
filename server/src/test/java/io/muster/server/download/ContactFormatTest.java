package io.muster.server.download;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContactFormatTest {
    private static final String SIGNS = "aZ09 ,\"\r\n\t=+-@;'|\\é㊙️\uFF1D\u0000<";

    @Test
    void shouldWriteWhatWasSaidInBothFormats() throws Exception {
        Contact ana = new Contact("c-17", "ana@example.com", "Ana", "K");
        Contact bo = new Contact("bo", null, "Bo, \"the\" 1st", null);
        assertEquals(
                "id,email,first_name,last_name\r\nc-17,ana@example.com,Ana,K\r\nbo,,\"Bo, \"\"the\"\" 1st\",\r\n",
                ContactFormat.CSV.head() + ContactFormat.CSV.write(List.of(ana, bo)));
        assertEquals(
                "{\"id\":\"c-17\",\"email\":\"ana@example.com\",\"first_name\":\"Ana\",\"last_name\":\"K\"}\n"
                        + "{\"id\":\"bo\",\"first_name\":\"Bo, \\\"the\\\" 1st\"}\n",
                ContactFormat.JSONL.head() + ContactFormat.JSONL.write(List.of(ana, bo)));
        assertEquals("", ContactFormat.CSV.write(List.of()) + ContactFormat.JSONL.write(List.of()));
    }

    @Test
    void shouldBeReadAsItWasWrittenWhateverStandsInIt() throws Exception {
        long seed = new Random().nextLong();
        System.out.println("ContactFormatTest seed " + seed);
        Random random = new Random(seed);
        for (int run = 0; run < 500; run++) {
            List<Contact> contacts = new ArrayList<>();
            for (int i = random.nextInt(4); i >= 0; i--) {
                contacts.add(new Contact("c" + text(random), text(random), text(random), text(random)));
            }
            List<List<String>> lines = CsvReader.read(ContactFormat.CSV.write(contacts));
            String[] objects = ContactFormat.JSONL.write(contacts).split("\n");
            assertEquals(contacts.size(), lines.size());
            assertEquals(contacts.size(), objects.length);
            for (int i = 0; i < contacts.size(); i++) {
                Contact contact = contacts.get(i);
                List<String> expected =
                        Arrays.asList(contact.id(), contact.email(), contact.firstName(), contact.lastName());
                assertEquals(expected.stream().map(ContactFormatTest::guarded).toList(), lines.get(i));
                Map<?, ?> read = new ObjectMapper().readValue(objects[i], Map.class);
                assertEquals(
                        expected,
                        Arrays.asList(
                                read.get("id"), read.get("email"), read.get("first_name"), read.get("last_name")));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "+389",
                "-1",
                "@SUM(A1)",
                "\t=1",
                "\r=1",
                "\n=1",
                "\uFF1D1",
                "\uFF0B1",
                "\uFF0D1",
                "\uFF201"
            })
    void shouldLetNoSpreadsheetTakeANameForAFormula(String name) {
        List<String> line = CsvReader.read(ContactCsv.write(List.of(new Contact(name, name, name, name))))
                .getFirst();
        assertEquals(List.of("'" + name, "'" + name, "'" + name, "'" + name), line);
    }

    @Test
    void shouldKnowItsNames() {
        assertEquals(ContactFormat.CSV, ContactFormat.ofText(null));
        assertEquals(ContactFormat.CSV, ContactFormat.ofText("csv"));
        assertEquals(ContactFormat.JSONL, ContactFormat.ofText("jsonl"));
        assertNull(ContactFormat.ofText("CSV"));
        assertNull(ContactFormat.ofText(""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        VIP                | attachment; filename="VIP.csv"; filename*=UTF-8''VIP.csv
        Big spenders       | attachment; filename="Big spenders.csv"; filename*=UTF-8''Big%20spenders.csv
        Ана                | attachment; filename="___.csv"; filename*=UTF-8''%D0%90%D0%BD%D0%B0.csv
        a"; b="c           | attachment; filename="a__ b__c.csv"; filename*=UTF-8''a_%3B%20b%3D_c.csv
        ../../etc/passwd   | attachment; filename="_.._etc_passwd.csv"; filename*=UTF-8''_.._etc_passwd.csv
        50% *new*          | attachment; filename="50_ _new_.csv"; filename*=UTF-8''50%25%20_new_.csv
        ...                | attachment; filename="segment.csv"; filename*=UTF-8''segment.csv
        """)
    void shouldNameTheFileAfterTheSegment(String segment, String expected) {
        assertEquals(expected, Attachment.header(segment, "csv"));
    }

    @Test
    void shouldHaveNoNameThatBreaksTheHeader() {
        long seed = new Random().nextLong();
        System.out.println("ContactFormatTest seed " + seed);
        Random random = new Random(seed);
        for (int run = 0; run < 1_000; run++) {
            StringBuilder name = new StringBuilder();
            for (int i = random.nextInt(200); i > 0; i--) {
                name.appendCodePoint(random.nextBoolean() ? random.nextInt(256) : random.nextInt(0xD7FF));
            }
            String header = Attachment.header(name.toString(), "jsonl");
            assertTrue(
                    header.matches("attachment; filename=\"[A-Za-z0-9 ._-]+\"; filename\\*=UTF-8''[A-Za-z0-9._%-]+"),
                    header);
        }
    }

    private static String guarded(String textOrNull) {
        if (textOrNull == null || textOrNull.isEmpty()) {
            return "";
        }
        return "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20".indexOf(textOrNull.charAt(0)) < 0 ? textOrNull : "'" + textOrNull;
    }

    private static String text(Random random) {
        if (random.nextInt(6) == 0) {
            return null;
        }
        StringBuilder text = new StringBuilder();
        int[] signs = SIGNS.codePoints().toArray();
        for (int i = random.nextInt(8); i > 0; i--) {
            text.appendCodePoint(signs[random.nextInt(signs.length)]);
        }
        return text.toString();
    }
}
