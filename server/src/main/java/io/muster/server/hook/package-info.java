/**
 * Webhooks: where changes of a segment are sent over HTTP as they come; kept, signed, tried again, in order. The
 * changes themselves are read from the change log, and nothing of customers is kept here.
 */
package io.muster.server.hook;
