/** What a user of the command was promised, shown on a real server over TCP. */
package io.muster.tools.acceptance;
