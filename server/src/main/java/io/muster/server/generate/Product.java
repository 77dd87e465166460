package io.muster.server.generate;

import java.nio.charset.StandardCharsets;

/**
 * Something the shop sells, as the pieces of JSON that orders are put together from.
 *
 * @param category index of its category
 * @param cents price of one
 * @param id as text
 * @param line of an order, up to the quantity: {@code {"product":"p-9",…,"quantity":}
 * @param briefLine the same with no more than product and quantity
 * @param lineEnd from after the quantity: {@code ,"price":"129.90"}}
 */
record Product(int category, int cents, byte[] id, byte[] line, byte[] briefLine, byte[] lineEnd) {
    static Product of(
            int number, int category, int cents, String categoryName, String thing, String vendor, String tag) {
        String id = "p-" + (number + 1);
        String described = "{\"product\":\"" + id + "\",\"variant\":\"" + id + "-" + (number % 3 + 1)
                + "\",\"collections\":[\"" + thing + "\",\"" + collection(number) + "\"],\"category\":\"" + categoryName
                + "\",\"tags\":[\"" + tag + "\"],\"vendor\":\"" + vendor + "\",\"quantity\":";
        return new Product(
                category,
                cents,
                bytes(id),
                bytes(described),
                bytes("{\"product\":\"" + id + "\",\"quantity\":"),
                bytes(String.format(java.util.Locale.ROOT, ",\"price\":\"%d.%02d\"}", cents / 100, cents % 100)));
    }

    private static String collection(int number) {
        return switch (number % 5) {
            case 0 -> "new-in";
            case 1 -> "bestsellers";
            case 2 -> "sale";
            case 3 -> "gifts";
            default -> "essentials";
        };
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
