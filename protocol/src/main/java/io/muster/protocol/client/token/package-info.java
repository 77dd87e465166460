/** Tokens as administrators see them. */
package io.muster.protocol.client.token;
