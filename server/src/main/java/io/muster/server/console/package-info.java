/** The screens for people: files that a browser loads, and how they are served. All else it does goes over the API. */
package io.muster.server.console;
