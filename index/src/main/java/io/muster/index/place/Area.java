package io.muster.index.place;

import io.muster.index.criterion.RangeSet;

/**
 * The places whose distance from one place is among those asked for.
 *
 * @param latitude of the centre, in millionths of a degree
 * @param longitude of the centre, likewise, from −180 to 180 degrees
 * @param unit of the distances
 * @param distances in millionths of the unit
 */
public record Area(long latitude, long longitude, Distance.Unit unit, RangeSet distances) {}
