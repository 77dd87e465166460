/** The client that users embed: one pipelined connection, blocking and asynchronous calls, from any thread. */
package io.muster.protocol.client;
