/** What measurements are told on their command lines, and how they refuse what they can do nothing with. */
package io.muster.bench.option;
