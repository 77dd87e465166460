/**
 * Why a customer is in a segment or not: the rule part by part, what each condition looks at, and the least that would
 * have to be otherwise. For people; reads the engine's state and changes nothing.
 */
package io.muster.index.explain;
