/** A server process under everything at once for as long as one likes, and what is held against it afterwards. */
package io.muster.server.soak;
