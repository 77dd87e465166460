/**
 * What all calls of the HTTP API under {@code /v1} share: routes, who may call them, bodies, answers, problems. The
 * calls themselves are added as {@link io.muster.server.api.ApiPart}s.
 */
package io.muster.server.api;
