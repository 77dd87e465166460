package io.muster.index.workspace;

/** What a secondary key names; the second part of each key. Numbers 1, 2, 4 and from 16 on have had other meanings. */
final class KeyKind {
    /** An e-mail address in lower case; the value is the customer's ordinal. */
    static final int EMAIL = 3;

    private KeyKind() {}
}
