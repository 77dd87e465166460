/** What a server says of itself: to those who ask for its status, and to Prometheus. */
package io.muster.server.status;
