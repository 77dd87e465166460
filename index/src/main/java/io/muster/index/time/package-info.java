/** Time as input: what is due when, in which order, and where a workspace's local days begin. */
package io.muster.index.time;
