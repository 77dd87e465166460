/** One workspace on the engine's thread: what each kind of record does to its customers, history and derived fields. */
package io.muster.index.workspace;
