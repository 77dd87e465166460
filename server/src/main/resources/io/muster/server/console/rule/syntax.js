// What the API says a rule's text means, as the builder holds it.
import { group, numeral, word } from './tree.js';

const COMPARATORS = ['=', '!=', '>', '>=', '<', '<='];
const UNIT_MS = [['w', 604_800_000], ['d', 86_400_000], ['h', 3_600_000], ['min', 60_000], ['s', 1000]];

/** The tree of the API's answer. */
export const treeOf = answer => nodeOf(answer.tree);

function nodeOf(part) {
  switch (part.kind) {
    case 'and':
    case 'or':
      return group(part.kind, part.terms.map(nodeOf));
    case 'not':
      return { kind: 'not', term: nodeOf(part.terms[0]) };
    default:
      return conditionOf(part);
  }
}

function conditionOf(part) {
  const { negated } = part;
  if (part.comparator === 'segment in') {
    return { kind: 'segment', negated, names: part.values.map(each => each.value) };
  }
  if (part.comparator === 'matches') {
    return {
      kind: 'function', name: part.function, argument: part.argument, negated,
      parameters: part.parameters.map(each => ({ name: each.name, argument: each.argument, test: testOf(each) })),
    };
  }
  return { kind: 'condition', subject: part.field, test: testOf(part) };
}

function testOf({ comparator, negated, values }) {
  const found = values.map(valueOf);
  if (COMPARATORS.includes(comparator)) {
    return { kind: 'compare', comparator, value: found[0] };
  }
  const [kind, rest] = comparator.split(' ');
  switch (kind) {
    case 'between':
      return { kind, negated, low: found[0], high: found[1] };
    case 'in':
      return { kind, negated, values: found };
    case 'contains':
      return { kind, negated, quantifier: rest ?? 'one', values: found };
    case 'is':
      return { kind: 'null', negated };
    default:
      return { kind: 'affix', at: kind === 'starts' ? 'start' : 'end', negated, value: found[0] };
  }
}

function valueOf(value) {
  switch (value.kind) {
    case 'number':
      return numeral(value.text);
    case 'text':
      return word(value.value);
    case 'boolean':
      return { kind: 'boolean', value: value.value };
    case 'day':
      return { kind: 'day', text: value.value };
    case 'relative_day':
      return { kind: 'days', amount: value.amount, unit: value.unit[0] };
    case 'now':
      return nowOf(value);
    default:
      return { kind: 'instant', text: value.text };
  }
}

/** In the unit that was typed, where one was. */
function nowOf({ text, offset_ms: offset }) {
  const typed = /([a-z]+)$/i.exec(text)?.[1].toLowerCase();
  const [unit, length] = UNIT_MS.find(([each]) => each === typed)
    ?? UNIT_MS.find(([, each]) => offset !== 0 && offset % each === 0) ?? UNIT_MS[1];
  return { kind: 'now', amount: offset / length, unit };
}
