package io.muster.protocol.client;

/**
 * A workspace.
 *
 * @param id stable for its life
 * @param name unique
 * @param zone IANA time zone
 * @param currency ISO 4217; empty until it is set
 * @param customers how many there are
 */
public record WorkspaceInfo(int id, String name, String zone, String currency, long customers) {}
