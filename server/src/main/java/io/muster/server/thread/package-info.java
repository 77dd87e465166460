/** What the operating system is told about the server's threads, and how their end is awaited. */
package io.muster.server.thread;
