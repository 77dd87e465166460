/** The rule language: text in, a tree with positions out. Knows nothing of workspaces, fields' kinds or customers. */
package io.muster.index.rule;
