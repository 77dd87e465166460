package io.muster.index.answer;

import java.util.List;

/**
 * The fewest things about a customer that would have to be otherwise for a rule to flip.
 *
 * @param possible whether anything would flip it
 * @param proven whether it is certain that nothing smaller would; false where the search was cut short
 * @param steps what would change, all of it together; empty if it is not possible
 */
public record SmallestChange(boolean possible, boolean proven, List<Step> steps) {
    /**
     * One thing that would be otherwise.
     *
     * @param subject a field's name, or a function as written
     * @param from what it is, for people; null where it is missing
     * @param to what it would be, for people: {@code 4}, {@code missing}, {@code with 'vip'}, {@code at least 2}
     */
    public record Step(String subject, String from, String to) {}
}
