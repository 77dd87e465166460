/** How the log is written: one line an event, as text or JSON, and what libraries may say in it. */
package io.muster.server.logging;
