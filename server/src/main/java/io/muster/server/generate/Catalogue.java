package io.muster.server.generate;

import java.util.List;

/** What the shop sells: a few products sell most (Zipf), and each customer has a favourite category. */
final class Catalogue {
    private static final int PURPOSE = 1;
    private static final int FEWEST = 240;
    private static final int MOST = 20_000;
    private static final int CUSTOMERS_A_PRODUCT = 40;
    private static final double ZIPF_EXPONENT = 0.95;
    private static final double PRICE_SIGMA = 0.55;
    private static final double FAVOURITE_SHARE = 0.55;
    private static final String[] TAGS = {"summer", "winter", "eco", "limited", "classic", "kids", "outdoor"};

    private final Product[] products;
    private final WeightedChoice popularity;
    private final WeightedChoice[] ofCategory;
    private final int[][] inCategory;

    Catalogue(int customers, Dice dice) {
        List<String[]> categories = Resources.rows("products.tsv");
        products = new Product[Math.clamp(customers / CUSTOMERS_A_PRODUCT, FEWEST, MOST)];
        double[] weights = new double[products.length];
        int[] sizes = new int[categories.size()];
        for (int i = 0; i < products.length; i++) {
            products[i] = product(i, categories, dice);
            sizes[products[i].category()]++;
            weights[i] = 1 / StrictMath.pow(1 + rank(i), ZIPF_EXPONENT);
        }
        popularity = new WeightedChoice(weights);
        inCategory = new int[sizes.length][];
        ofCategory = new WeightedChoice[sizes.length];
        for (int category = 0; category < sizes.length; category++) {
            fill(category, sizes[category], weights);
        }
    }

    int categories() {
        return inCategory.length;
    }

    Product product(int index) {
        return products[index];
    }

    /** A product, more likely than not of the favourite category. */
    int pick(Dice dice, int favourite) {
        if (inCategory[favourite].length > 0 && dice.chance(FAVOURITE_SHARE)) {
            return inCategory[favourite][ofCategory[favourite].pick(dice)];
        }
        return popularity.pick(dice);
    }

    private void fill(int category, int size, double[] weights) {
        int[] members = new int[size];
        double[] shares = new double[size];
        int count = 0;
        for (int i = 0; i < products.length; i++) {
            if (products[i].category() == category) {
                members[count] = i;
                shares[count++] = weights[i];
            }
        }
        inCategory[category] = members;
        ofCategory[category] = size == 0 ? null : new WeightedChoice(shares);
    }

    /** Scatters the popular ones over the numbers. */
    private int rank(int number) {
        return (int) (number * 7919L % products.length);
    }

    private static Product product(int number, List<String[]> categories, Dice dice) {
        dice.set(PURPOSE, number, 0);
        int category = dice.below(categories.size());
        String[] row = categories.get(category);
        String[] things = row[2].split(",");
        String[] vendors = row[3].split(",");
        double price = Math.clamp(dice.logNormal(Double.parseDouble(row[1]), PRICE_SIGMA), 1.5, 2_500);
        int cents = (int) (Math.round(price) * 100 - (dice.chance(0.7) ? 10 : 1));
        return Product.of(
                number,
                category,
                cents,
                row[0],
                things[dice.below(things.length)],
                vendors[dice.below(vendors.length)],
                TAGS[dice.below(TAGS.length)]);
    }
}
