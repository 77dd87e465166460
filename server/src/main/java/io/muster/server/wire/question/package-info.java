/** Requests that ask the engine on its thread: about rules, customers and fields. Nothing is changed by them. */
package io.muster.server.wire.question;
