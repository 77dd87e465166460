// The forms that a test can have, by the type of what it tests. Each reads the tests that it stands for (null: not its
// kind) into what its inputs hold, and writes them back. Its words are the message `form.ID`.
import { DATE_FORMS } from './windows.js';
import { numeral, word } from './tree.js';

const compared = (comparator, type, of) => ({
  inputs: ['one'],
  type,
  read: test => (test.kind === 'compare' && test.comparator === comparator && test.value.kind === of.kind
    ? { one: test.value.text } : null),
  write: state => ({ kind: 'compare', comparator, value: of.make(state.one) }),
});

const between = (negated, type, of) => ({
  inputs: ['one', 'two'],
  type,
  read: test => (test.kind === 'between' && Boolean(test.negated) === negated && test.low.kind === of.kind
    && test.high.kind === of.kind ? { one: test.low.text, two: test.high.text } : null),
  write: state => ({ kind: 'between', negated, low: of.make(state.one), high: of.make(state.two) }),
});

const among = (negated, type, of) => ({
  inputs: ['many'],
  type,
  read: test => (test.kind === 'in' && Boolean(test.negated) === negated && test.values.every(each => each.kind === of.kind)
    ? { many: test.values.map(each => each.text) } : null),
  write: state => ({ kind: 'in', negated, values: state.many.map(of.make) }),
});

const affix = (at, negated) => ({
  inputs: ['one'],
  type: 'text',
  read: test => (test.kind === 'affix' && test.at === at && Boolean(test.negated) === negated
    ? { one: test.value.text } : null),
  write: state => ({ kind: 'affix', at, negated, value: word(state.one) }),
});

const contains = (negated, quantifier) => ({
  inputs: [quantifier === 'one' ? 'one' : 'many'],
  type: 'text',
  read: test => (test.kind === 'contains' && Boolean(test.negated) === negated && test.quantifier === quantifier
    && test.values.every(each => each.kind === 'word')
    ? { one: test.values[0].text, many: test.values.map(each => each.text) } : null),
  write: state => ({
    kind: 'contains', negated, quantifier, values: (quantifier === 'one' ? [state.one] : state.many).map(word),
  }),
});

const truth = value => ({
  inputs: [],
  read: test => (test.kind === 'compare' && test.comparator === '=' && test.value.kind === 'boolean'
    && test.value.value === value ? {} : null),
  write: () => ({ kind: 'compare', comparator: '=', value: { kind: 'boolean', value } }),
});

const presence = negated => ({
  inputs: [],
  read: test => (test.kind === 'null' && Boolean(test.negated) === negated ? {} : null),
  write: () => ({ kind: 'null', negated }),
});

const NUMBER = { kind: 'number', make: numeral };
const WORD = { kind: 'word', make: word };

const present = { present: presence(true), missing: presence(false) };

const FORMS = {
  number: {
    '>': compared('>', 'number', NUMBER),
    '>=': compared('>=', 'number', NUMBER),
    '=': compared('=', 'number', NUMBER),
    '!=': compared('!=', 'number', NUMBER),
    '<': compared('<', 'number', NUMBER),
    '<=': compared('<=', 'number', NUMBER),
    between: between(false, 'number', NUMBER),
    'not-between': between(true, 'number', NUMBER),
    any: among(false, 'number', NUMBER),
    none: among(true, 'number', NUMBER),
    ...present,
  },
  text: {
    is: compared('=', 'text', WORD),
    'is-not': compared('!=', 'text', WORD),
    any: among(false, 'text', WORD),
    none: among(true, 'text', WORD),
    part: contains(false, 'one'),
    'not-part': contains(true, 'one'),
    start: affix('start', false),
    'not-start': affix('start', true),
    end: affix('end', false),
    'not-end': affix('end', true),
    ...present,
  },
  list: {
    has: contains(false, 'one'),
    'has-not': contains(true, 'one'),
    'has-any': contains(false, 'any'),
    'has-all': contains(false, 'all'),
    'has-none': contains(false, 'none'),
    ...present,
  },
  boolean: { yes: truth(true), no: truth(false), ...present },
  date: { ...DATE_FORMS, ...present },
};

const WITHOUT_PRESENCE = ['present', 'missing'];

/** The forms for a type: [id, form] each. A function's parameters can't be missing. */
export function formsFor(type, { parameter = false } = {}) {
  return Object.entries(FORMS[type] ?? FORMS.text).filter(([id]) => !parameter || !WITHOUT_PRESENCE.includes(id)
    && !(type === 'text' && (id.includes('start') || id.includes('end'))));
}

/** The form of a test and what its inputs hold; null where none has it, so that it can only be shown as text. */
export function formOf(test, type) {
  for (const [id, form] of Object.entries(FORMS[type] ?? FORMS.text)) {
    const state = form.read(test);
    if (state) {
      return { id, form, state };
    }
  }
  return null;
}

const NOW = new Date();
const TODAY = NOW.toISOString().slice(0, 10);
const FRESH = { one: '', two: '', many: [], n: 30, low: 60, high: 90, unit: 'd' };

/** What the inputs of a form hold when it is chosen: as much as fits of what was there. */
export function carriedOver(id, form, type, state = {}) {
  const fresh = { ...FRESH };
  if (type === 'number') {
    Object.assign(fresh, { one: '1', two: '10', many: ['1'] });
  } else if (form.inputs.includes('day') || form.inputs.includes('days')) {
    Object.assign(fresh, { one: TODAY, two: TODAY });
  }
  const next = { ...fresh, ...Object.fromEntries(Object.entries(state).filter(([, value]) => value !== undefined)) };
  if (form.inputs.includes('many') && !next.many.length) {
    next.many = [next.one];
  }
  return form.settle ? form.settle(next) : next;
}

/** The test that a new condition of a type begins with. */
export function firstTest(type, options) {
  const [id, form] = formsFor(type, options)[0];
  return form.write(carriedOver(id, form, type));
}
