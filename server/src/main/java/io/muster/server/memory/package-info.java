/** How much memory is in use, and the bound beyond which nothing more is taken in. */
package io.muster.server.memory;
