package io.muster.index.function;

import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * Is told the texts of a row of a history.
 *
 * @param numbers of texts in the dictionary of what orders and checkouts say; 0 stands for none
 * @param texts as they stand
 */
record RowTexts(IntConsumer numbers, Consumer<String> texts) {}
