/** Every command that was ever sequenced, in files that say when they are damaged. */
package io.muster.server.journal;
