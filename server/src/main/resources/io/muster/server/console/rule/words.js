// A rule in words.
import { amount, day, list, number } from '../app/format.js';
import { t } from '../app/messages.js';
import { fieldLabel, functionLabel, parameterLabel } from './fields.js';
import { formOf } from './forms.js';
import { isAmount, parameterType } from './functions.js';
import { isGroup } from './tree.js';
import { testText } from './text.js';
import { lengthText } from './units.js';

export function ruleWords(node, fields) {
  if (isGroup(node)) {
    return list(node.terms.map(each => (isGroup(each) ? `(${ruleWords(each, fields)})` : ruleWords(each, fields))), node.kind);
  }
  if (node.kind === 'not') {
    return t('words.not', { a: ruleWords(node.term, fields) });
  }
  if (node.kind === 'segment') {
    return t(node.negated ? 'words.not-segment' : 'words.segment', { a: list(node.names, 'or') });
  }
  return node.kind === 'function' ? functionWords(node) : conditionWords(node, fields);
}

function conditionWords(node, fields) {
  return t('words.condition', {
    a: fieldLabel(node.subject), b: testWords(node.test, fields.typeOf(node.subject), node.subject),
  });
}

function functionWords(node) {
  const name = node.name === 'event' ? t('function.event', { a: node.argument }) : functionLabel(node.name);
  const tests = node.parameters.map(each =>
    t('words.condition', { a: parameterLabel(each), b: testWords(each.test, parameterType(node, each), each.name) }));
  const whole = tests.length ? `${name} (${list(tests, 'and')})` : name;
  return node.negated ? t('words.not', { a: whole }) : whole;
}

function testWords(test, type, subject) {
  const found = formOf(test, type);
  if (!found) {
    return testText(test).trim();
  }
  return t(`form.${found.id}`, placesOf(found, type, subject));
}

function placesOf({ form, state }, type, subject) {
  if (form.inputs.includes('length') || form.inputs.includes('calendar-length')) {
    return { a: lengthText(state.n, state.unit) };
  }
  if (form.inputs.includes('lengths')) {
    return { a: number(state.low), b: lengthText(state.high, state.unit) };
  }
  const shown = valueShown(type, subject);
  if (form.inputs.includes('many')) {
    return { a: list(state.many.map(shown), 'or') };
  }
  return { a: state.one !== undefined ? shown(state.one) : '', b: state.two !== undefined ? shown(state.two) : '' };
}

function valueShown(type, subject) {
  if (type === 'date') {
    return day;
  }
  if (type === 'number') {
    return isAmount(subject) ? amount : text => number(text, { maximumFractionDigits: 6 });
  }
  return text => t('words.quoted', { a: text });
}
