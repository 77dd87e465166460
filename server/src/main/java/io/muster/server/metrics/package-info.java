/**
 * What the server measures of itself while it works, recorded without locks or allocation by those who work, and read
 * by those who ask.
 */
package io.muster.server.metrics;
