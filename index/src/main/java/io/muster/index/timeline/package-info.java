/** What one customer did, newest first, a page at a time. */
package io.muster.index.timeline;
