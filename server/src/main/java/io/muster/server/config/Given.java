package io.muster.server.config;

/**
 * A value that a user set.
 *
 * @param value as the record's component takes it
 * @param origin where it was set: {@code muster.conf:12}, {@code MUSTER_PORT}, {@code --port}
 * @param place as errors begin: the origin, and the option's name where the origin does not say it
 */
record Given(Object value, String origin, String place) {}
