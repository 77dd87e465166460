/** Who may come in and what they may do: tokens, their roles, and what each request needs. */
package io.muster.server.security;
