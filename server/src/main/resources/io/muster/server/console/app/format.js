// Numbers, dates and amounts as the language writes them, in the workspace's time zone and currency.
import { locale, t } from './messages.js';

let zone;
let currency;

export function useWorkspace(workspace) {
  zone = workspace?.time_zone || undefined;
  currency = workspace?.currency || undefined;
}

export const currentCurrency = () => currency;

const cache = new Map();
function made(kind, options) {
  const key = `${kind.name}${JSON.stringify(options)}`;
  if (!cache.has(key)) {
    cache.set(key, new kind(locale(), options));
  }
  return cache.get(key);
}

export const number = (value, options = {}) => made(Intl.NumberFormat, options).format(value);

export const percent = part => number(part, { style: 'percent', maximumFractionDigits: 1 });

export function amount(value) {
  return currency ? number(value, { style: 'currency', currency }) : number(value, { maximumFractionDigits: 6 });
}

export const dateTime = at =>
  made(Intl.DateTimeFormat, { dateStyle: 'medium', timeStyle: 'short', timeZone: zone }).format(new Date(at));

export const date = at => made(Intl.DateTimeFormat, { dateStyle: 'medium', timeZone: zone }).format(new Date(at));

/** A local day such as 2026-01-31, which is the same everywhere. */
export const day = text =>
  made(Intl.DateTimeFormat, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(`${text}T00:00:00Z`));

export const time = at =>
  made(Intl.DateTimeFormat, { timeStyle: 'medium', timeZone: zone }).format(new Date(at));

export function bytes(value) {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'];
  const power = value < 1 ? 0 : Math.min(Math.floor(Math.log(value) / Math.log(1000)), units.length - 1);
  return number(value / 1000 ** power, {
    style: 'unit', unit: units[power], unitDisplay: 'short', maximumSignificantDigits: 3,
  });
}

const DURATIONS = [['s', 1e6], ['ms', 1e3], ['µs', 1]];

/** How long something took, given in microseconds, which are written the same everywhere. */
export function duration(micros) {
  const [unit, length] = DURATIONS.find(([, each]) => micros >= each) ?? DURATIONS[2];
  return `${number(micros / length, { maximumSignificantDigits: 3 })} ${unit}`;
}

const SPANS = [['day', 86_400_000], ['hour', 3_600_000], ['minute', 60_000], ['second', 1000]];

/** A length of time in its largest unit. */
export function span(ms) {
  const [unit, length] = SPANS.find(([, each]) => ms >= each) ?? SPANS[3];
  const n = Math.round(ms / length);
  return `${number(n)} ${t(`unit.${unit}`, { n })}`;
}

/** Names joined by commas and "and" or "or". */
export function list(names, joint) {
  return names.length < 2 || !joint ? names.join(', ')
    : `${names.slice(0, -1).join(', ')} ${t(`builder.${joint}`)} ${names.at(-1)}`;
}
