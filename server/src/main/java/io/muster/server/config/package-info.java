/** What users set: in {@code muster.conf}, in the environment, by flag; and every bound that the server keeps. */
package io.muster.server.config;
