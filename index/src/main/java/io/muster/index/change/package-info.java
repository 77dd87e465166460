/** Changes of membership: who entered or left which segment, when, at which sequence, and why. */
package io.muster.index.change;
