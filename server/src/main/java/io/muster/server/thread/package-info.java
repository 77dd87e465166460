/** What the operating system is told about the server's threads. */
package io.muster.server.thread;
