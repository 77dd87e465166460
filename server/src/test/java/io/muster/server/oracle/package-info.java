/**
 * A second, naive answer to every rule, computed from the raw records, and the tests that hold the engine against it.
 */
package io.muster.server.oracle;
