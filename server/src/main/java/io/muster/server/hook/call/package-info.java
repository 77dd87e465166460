/** One call of a webhook: to which addresses it may go, how long it may take, and what it came to. */
package io.muster.server.hook.call;
