/** What a server answers about rules, fields and records, for people. Values. */
package io.muster.protocol.client.answer;
