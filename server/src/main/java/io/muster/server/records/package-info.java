/** Records as JSON Lines in, binary commands ({@link io.muster.index.record}) out; a bad line costs only itself. */
package io.muster.server.records;
