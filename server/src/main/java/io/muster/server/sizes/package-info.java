/** How large segments were over the last days: a few values a day, kept over restarts. */
package io.muster.server.sizes;
