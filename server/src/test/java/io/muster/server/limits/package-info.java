/** Every bound that the server keeps, at the bound and one beyond; and the page that lists them. */
package io.muster.server.limits;
