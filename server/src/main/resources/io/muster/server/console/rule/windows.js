// Windows in words: the forms of a test of a date.
import { isCalendar, lengthOf, moment } from './units.js';

const isPast = length => length && length.n < 0;

const ago = (comparator, accepts = () => true) => ({
  inputs: ['length'],
  read: test => {
    const length = test.kind === 'compare' && test.comparator === comparator && lengthOf(test.value);
    return isPast(length) && accepts(length) ? { n: -length.n, unit: length.unit } : null;
  },
  write: ({ n, unit }) => ({ kind: 'compare', comparator, value: moment(-n, unit) }),
});

const exactly = {
  inputs: ['calendar-length'],
  read: test => {
    const length = test.kind === 'compare' && test.comparator === '=' && lengthOf(test.value);
    return length && length.n <= 0 && isCalendar(length.unit) ? { n: -length.n, unit: length.unit } : null;
  },
  write: ({ n, unit }) => ({ kind: 'compare', comparator: '=', value: moment(-n, unit) }),
  settle: state => ({ ...state, n: Math.min(state.n, 2), unit: isCalendar(state.unit) ? state.unit : 'D' }),
};

const betweenAgo = {
  inputs: ['lengths'],
  read: test => {
    const [low, high] = test.kind === 'between' && !test.negated ? [lengthOf(test.low), lengthOf(test.high)] : [];
    return isPast(low) && isPast(high) && low.unit === high.unit
      ? { low: -high.n, high: -low.n, unit: low.unit } : null;
  },
  write: ({ low, high, unit }) => ({ kind: 'between', negated: false, low: moment(-high, unit), high: moment(-low, unit) }),
};

const next = {
  inputs: ['calendar-length'],
  read: test => {
    const [low, high] = test.kind === 'between' && !test.negated ? [lengthOf(test.low), lengthOf(test.high)] : [];
    return low && high && low.n === 0 && high.n >= 0 && low.unit === 'D' && isCalendar(high.unit)
      ? { n: high.n, unit: high.unit } : null;
  },
  write: ({ n, unit }) => ({ kind: 'between', negated: false, low: moment(0, 'D'), high: moment(n, unit) }),
  settle: state => ({ ...state, unit: isCalendar(state.unit) ? state.unit : 'D' }),
};

const dayValue = text => ({ kind: 'day', text });

const day = comparator => ({
  inputs: ['day'],
  read: test => (test.kind === 'compare' && test.comparator === comparator && test.value.kind === 'day'
    ? { one: test.value.text } : null),
  write: ({ one }) => ({ kind: 'compare', comparator, value: dayValue(one) }),
});

const betweenDays = {
  inputs: ['days'],
  read: test => (test.kind === 'between' && !test.negated && test.low.kind === 'day' && test.high.kind === 'day'
    ? { one: test.low.text, two: test.high.text } : null),
  write: ({ one, two }) => ({ kind: 'between', negated: false, low: dayValue(one), high: dayValue(two) }),
};

export const DATE_FORMS = {
  last: ago('>='),
  'ago-more': ago('<'),
  'ago-exactly': exactly,
  'ago-between': betweenAgo,
  next,
  on: day('='),
  before: day('<'),
  after: day('>'),
  since: day('>='),
  until: day('<='),
  'days-between': betweenDays,
};
