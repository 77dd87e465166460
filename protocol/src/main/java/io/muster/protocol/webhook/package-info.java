/** What a program that receives webhooks needs: whether a call is the server's own. */
package io.muster.protocol.webhook;
