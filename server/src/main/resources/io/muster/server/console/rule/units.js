// The units of windows. Those of `now - 36h` roll with the clock; those of `-30d` are whole days of the calendar.
import { number } from '../app/format.js';
import { t } from '../app/messages.js';

export const ROLLING = ['min', 'h', 'd', 'w'];
export const CALENDAR = ['D', 'W', 'M', 'Y'];

const NAMES = { s: 'second', min: 'minute', h: 'hour', d: 'day', w: 'week', D: 'day', W: 'week', M: 'month', Y: 'year' };

/** Months and years are always the calendar's; of days and weeks it must be said. */
const UNCLEAR = ['D', 'W'];

export const isCalendar = unit => CALENDAR.includes(unit);

/** "days" for 30, in the form that goes with the number. */
export function unitName(n, unit) {
  const name = t(`unit.${NAMES[unit]}`, { n });
  return UNCLEAR.includes(unit) ? t('window.calendar', { a: name }) : name;
}

/** "30 days" */
export const lengthText = (n, unit) => `${number(n)} ${unitName(n, unit)}`;

/** A moment `n` units from now, backwards where it is negative. */
export const moment = (n, unit) => (isCalendar(unit)
  ? { kind: 'days', amount: n, unit: unit.toLowerCase() }
  : { kind: 'now', amount: n, unit });

/** What `moment` was made of; null where the value is something else. */
export function lengthOf(value) {
  if (value?.kind === 'days') {
    return { n: value.amount, unit: value.unit.toUpperCase() };
  }
  return value?.kind === 'now' ? { n: value.amount, unit: value.unit } : null;
}
