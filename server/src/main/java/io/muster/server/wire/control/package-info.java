/** Requests that the I/O thread hands on: definitions, records, questions to the engine, the clock. */
package io.muster.server.wire.control;
