/** What is read seldom and is large, in Chronicle Maps held in memory and shared by an engine's workspaces. */
package io.muster.index.store;
