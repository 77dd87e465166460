package io.muster.index.snapshot;

import java.util.Locale;

/**
 * What a snapshot is made of. Each structure begins with its number and the version of its layout; earlier versions are
 * read, later ones refused by name. The numbers are in files: never change or reuse one; a layout that changes gets
 * another version.
 */
public enum Structure {
    ENGINE(1, 1),
    WORKSPACE(2, 1),
    INT_PAGES(3, 1),
    LONG_PAGES(4, 1),
    PUBLISHED_INTS(5, 1),
    PUBLISHED_LONGS(6, 1),
    BYTE_ARENA(7, 1),
    ID_TABLE(8, 1),
    LISTS(9, 1),
    LIST_COLUMN(10, 1),
    FLAG_COLUMN(11, 1),
    SCHEMA(12, 1),
    EVENTS(13, 3),
    ORDERS(14, 2),
    REFUNDS(15, 2),
    CHECKOUTS(16, 2),
    WORDS(17, 1),
    DEFINITIONS(18, 1),
    CRITERION(19, 1),
    EDGE(20, 1),
    FUNCTION(21, 4),
    PROFILES(22, 1),
    ABANDONED(23, 1),
    END(24, 1),
    ORDER(25, 1),
    PACKED_PAGES(26, 1);

    private final int number;
    private final int version;

    Structure(int number, int version) {
        this.number = number;
        this.version = version;
    }

    int number() {
        return number;
    }

    /** Of its layout, as this code writes it. */
    int version() {
        return version;
    }

    /** As people name the structure with that number. */
    static String name(int number) {
        for (Structure structure : values()) {
            if (structure.number == number) {
                return structure.toString();
            }
        }
        return "unknown structure " + number;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
