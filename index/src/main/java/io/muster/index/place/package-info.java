/**
 * Where customers are: distances over the globe, the criteria that ask for them, and the cities that rules may name.
 */
package io.muster.index.place;
