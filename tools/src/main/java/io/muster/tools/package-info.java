/** The {@code muster} command's entrance. */
package io.muster.tools;
