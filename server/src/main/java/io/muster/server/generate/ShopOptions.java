package io.muster.server.generate;

import java.time.Instant;
import java.time.ZoneId;

/**
 * What kind of shop to make.
 *
 * @param customers how many register until {@code now}
 * @param ordersPerCustomer placed until {@code now}, on average over all customers, those who never order among them
 * @param seed the same options give the same bytes
 * @param now no record is dated later
 * @param years the shop has been open for
 * @param zone whose days, nights and seasons the shop lives by, and where most customers live
 * @param currency ISO 4217
 */
public record ShopOptions(
        int customers, double ordersPerCustomer, long seed, Instant now, int years, ZoneId zone, String currency) {
    /** Customers are kept as 28 bits. */
    public static final int MAX_CUSTOMERS = (1 << 28) - 1;

    public static final int MAX_YEARS = 20;
    public static final double MAX_ORDERS_PER_CUSTOMER = 200;
    public static final String DEFAULT_ZONE = "Europe/Skopje";
    public static final String DEFAULT_CURRENCY = "EUR";
    public static final int DEFAULT_YEARS = 2;

    /** Throws {@link IllegalArgumentException} naming the option, what was given and what is expected. */
    public ShopOptions {
        check(customers >= 1 && customers <= MAX_CUSTOMERS, "customers", customers, "1 to " + MAX_CUSTOMERS);
        check(
                ordersPerCustomer >= 0 && ordersPerCustomer <= MAX_ORDERS_PER_CUSTOMER,
                "orders-per-customer",
                ordersPerCustomer,
                "0 to " + MAX_ORDERS_PER_CUSTOMER);
        check(years >= 1 && years <= MAX_YEARS, "years", years, "1 to " + MAX_YEARS);
        check(currency.matches("[A-Z]{3}"), "currency", currency, "three capital letters");
    }

    /** A shop of two years in the default zone and currency. */
    public static ShopOptions of(int customers, double ordersPerCustomer, long seed, Instant now) {
        return new ShopOptions(
                customers, ordersPerCustomer, seed, now, DEFAULT_YEARS, ZoneId.of(DEFAULT_ZONE), DEFAULT_CURRENCY);
    }

    /** The same shop with another number of customers. */
    public ShopOptions withCustomers(int number) {
        return new ShopOptions(number, ordersPerCustomer, seed, now, years, zone, currency);
    }

    private static void check(boolean holds, String option, Object found, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(option + " is " + found + ", expected " + expected);
        }
    }
}
