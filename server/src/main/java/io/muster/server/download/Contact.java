package io.muster.server.download;

/**
 * A member as it is handed out; what is not known is null.
 *
 * @param id external
 * @param email address
 * @param firstName given name
 * @param lastName family name
 */
public record Contact(String id, String email, String firstName, String lastName) {}
