/** What readers see of membership: words of 64 segments a customer, and counters. */
package io.muster.index.membership;
