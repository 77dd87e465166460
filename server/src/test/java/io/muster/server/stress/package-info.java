/** jcstress on the structures of our own that one thread writes while others read, and the test that runs it all. */
package io.muster.server.stress;
