/** Requests that the I/O thread hands on: definitions, records, the clock. */
package io.muster.server.wire.control;
