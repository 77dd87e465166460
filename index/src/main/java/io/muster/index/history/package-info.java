/** What customers did: an append-only table of events, chained per customer, with orders and checkouts beside it. */
package io.muster.index.history;
