/** The commands, each a class: what they take, ask of a server and print. */
package io.muster.tools.cli;
