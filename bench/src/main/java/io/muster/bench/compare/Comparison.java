package io.muster.bench.compare;

import java.util.List;

/**
 * Two sides that are asked the same.
 *
 * @param name of the case
 * @param clientCore that the client's thread runs on
 * @param setting as it stands in the table
 * @param muster of interest
 * @param rival beside it
 * @param goals that apply
 */
record Comparison(String name, int clientCore, String setting, Contender muster, Contender rival, List<Goal> goals) {}
