/** The wire protocol: how messages are framed. The messages themselves are generated from {@code muster.xml}. */
package io.muster.protocol;
