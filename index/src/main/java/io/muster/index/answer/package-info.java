/** Answers about rules, for people: sizes of parts, what an edit or a record would do, why a customer is in. Values. */
package io.muster.index.answer;
