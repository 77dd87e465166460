/**
 * When what holds of a customer ceases to hold by itself, if no record comes: each condition is gone through from one
 * instant at which it may change to the next, without touching the state of the engine.
 */
package io.muster.index.outlook;
