/** Every file call of the server behind one interface, so that tests can fail, tear and lose any of them. */
package io.muster.server.disk;
