/** What a user was promised, shown on a real server over TCP. */
package io.muster.server.acceptance;
