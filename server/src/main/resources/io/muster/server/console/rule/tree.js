// A rule as the builder holds it. Groups hold terms; a condition tests a subject; a function tests what it picks; both
// kinds of test have the same form:
//   { kind: 'and' | 'or', terms }            { kind: 'not', term }
//   { kind: 'condition', subject, test }     { kind: 'segment', negated, names }
//   { kind: 'function', name, argument, negated, parameters: [{ name, argument, test }] }
//   test: { kind: 'compare', comparator, value } · { kind: 'between', negated, low, high } · { kind: 'in', negated, values } ·
//         { kind: 'contains', negated, quantifier, values } · { kind: 'affix', negated, at, value } · { kind: 'null', negated }
//   value: { kind: 'number' | 'word' | 'instant', text } · { kind: 'boolean', value } · { kind: 'day', text } ·
//          { kind: 'days', amount, unit: 'd' | 'w' | 'm' | 'y' } · { kind: 'now', amount, unit: 's' | 'min' | 'h' | 'd' | 'w' }
// Nothing here is ever changed in place.

export const group = (kind, terms) => ({ kind, terms });
export const isGroup = node => node.kind === 'and' || node.kind === 'or';
export const word = text => ({ kind: 'word', text });
export const numeral = text => ({ kind: 'number', text });

/** The node that stands under any number of NOTs, and whether these come to one. */
export function unwrapped(node) {
  let negated = false;
  let inner = node;
  while (inner.kind === 'not') {
    negated = !negated;
    inner = inner.term;
  }
  return { negated, inner };
}

export const wrapped = (inner, negated) => (negated ? { kind: 'not', term: inner } : inner);

/** As the builder shows it: the outermost is always a group. */
export function asGroup(node) {
  return isGroup(node) ? node : group('and', [node]);
}

/** Without groups of none, and with groups of one as what they hold; null where nothing is left. */
export function trimmed(node) {
  if (node.kind === 'not') {
    const term = trimmed(node.term);
    return term && { kind: 'not', term };
  }
  if (!isGroup(node)) {
    return node;
  }
  const terms = node.terms.map(trimmed).filter(Boolean);
  return terms.length > 1 ? { ...node, terms } : terms[0] ?? null;
}

/** The conditions in the order in which they are written. */
export function conditions(node) {
  if (node.kind === 'not') {
    return conditions(node.term);
  }
  return isGroup(node) ? node.terms.flatMap(conditions) : [node];
}
