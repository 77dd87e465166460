/** What time the engine is told it is: the system's, or one that moves by command only. */
package io.muster.server.clock;
