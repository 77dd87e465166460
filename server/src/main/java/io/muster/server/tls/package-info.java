/**
 * TLS for every port: certificates from PEM files, taken up again when these change, and handshakes that have bounds.
 */
package io.muster.server.tls;
