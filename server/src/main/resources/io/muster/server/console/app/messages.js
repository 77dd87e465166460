// The texts of the language that the browser asks for. A message is a text with {places}, or one text per plural
// category of the language, chosen by the place {n}.
export const LANGUAGES = { en: 'English', el: 'Ελληνικά', mk: 'Македонски', pl: 'Polski', bg: 'Български' };

const CHOICE = 'muster.language';
const base = document.querySelector('meta[name=muster-base]').content;

let language = 'en';
let messages = {};
let plurals = pluralsOf('en');

export function chooseLanguage() {
  const wanted = [localStorage.getItem(CHOICE), ...navigator.languages];
  return wanted.map(each => each?.split('-')[0].toLowerCase()).find(each => each in LANGUAGES) ?? 'en';
}

export async function loadMessages(chosen) {
  const answer = await fetch(`${base}messages/${chosen}.json`);
  messages = await answer.json();
  language = chosen;
  plurals = pluralsOf(chosen);
  document.documentElement.lang = chosen;
}

export async function changeLanguage(chosen) {
  localStorage.setItem(CHOICE, chosen);
  location.reload();
}

export const currentLanguage = () => language;

/**
 * The locale for numbers and dates: the browser's own variant of the language where it has one, such as en-GB.
 * Chromium knows nothing of Macedonian, which writes numbers and dates as German does: 1.234,5 and 31.1.2026.
 */
export function locale() {
  const wanted = [...navigator.languages.filter(each => each.split('-')[0] === language), language];
  return Intl.DateTimeFormat.supportedLocalesOf(wanted)[0] ?? (language === 'mk' ? 'de' : 'en');
}

function pluralsOf(chosen) {
  if (Intl.PluralRules.supportedLocalesOf(chosen).length) {
    return new Intl.PluralRules(chosen);
  }
  return { select: n => (n % 10 === 1 && n % 100 !== 11 ? 'one' : 'other') };
}

export const has = key => key in messages;

export function t(key, places = {}) {
  let message = messages[key];
  if (message === undefined) {
    return key;
  }
  if (typeof message === 'object') {
    message = message[plurals.select(Math.abs(Number(places.n)))] ?? message.other;
  }
  return message.replace(/\{(\w+)\}/g, (whole, name) => places[name] ?? whole);
}
