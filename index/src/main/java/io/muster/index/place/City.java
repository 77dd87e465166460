package io.muster.index.place;

/**
 * A city that rules may name.
 *
 * @param name as the country writes it, in Latin letters
 * @param country ISO 3166-1, two capital letters
 * @param latitude in millionths of a degree
 * @param longitude in millionths of a degree
 * @param population as last counted or estimated; 0 where that is not known
 */
public record City(String name, String country, long latitude, long longitude, int population) {}
