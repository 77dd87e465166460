// A rule as text: the one place where the builder's tree is written. Only the parentheses that are needed.
import { isGroup, trimmed } from './tree.js';

export function ruleText(tree) {
  const node = trimmed(tree);
  return node ? written(node) : '';
}

export function conditionText(node) {
  return written(node);
}

function written(node) {
  switch (node.kind) {
    case 'and':
      return node.terms.map(term).join(' AND ');
    case 'or':
      return node.terms.map(each => (each.kind === 'and' ? written(each) : term(each))).join(' OR ');
    case 'not':
      return `NOT ${term(node.term)}`;
    case 'segment':
      return `SEGMENT${negation(node)} IN ${listed(node.names.map(quoted))}`;
    case 'function':
      return `${node.name}${argument(node)}${negation(node)} MATCHES ${
        listed(node.parameters.map(each => each.name + argument(each) + testText(each.test)))}`;
    default:
      return node.subject + testText(node.test);
  }
}

const term = node => (isGroup(node) ? `(${written(node)})` : written(node));

export function testText(test) {
  switch (test.kind) {
    case 'compare':
      return ` ${test.comparator} ${valueText(test.value)}`;
    case 'between':
      return `${negation(test)} BETWEEN ${valueText(test.low)} AND ${valueText(test.high)}`;
    case 'in':
      return `${negation(test)} IN ${listed(test.values.map(valueText))}`;
    case 'contains':
      return `${negation(test)} CONTAINS ${test.quantifier === 'one'
        ? valueText(test.values[0]) : `${test.quantifier.toUpperCase()} ${listed(test.values.map(valueText))}`}`;
    case 'affix':
      return `${negation(test)} ${test.at === 'start' ? 'STARTS' : 'ENDS'} WITH ${valueText(test.value)}`;
    default:
      return ` IS${test.negated ? ' NOT' : ''} NULL`;
  }
}

export function valueText(value) {
  switch (value.kind) {
    case 'word':
      return quoted(value.text);
    case 'boolean':
      return String(value.value);
    case 'days':
      return daysText(value);
    case 'now':
      return value.amount === 0 ? 'now' : `now ${value.amount < 0 ? '-' : '+'} ${Math.abs(value.amount)}${value.unit}`;
    default:
      return value.text;
  }
}

function daysText({ amount, unit }) {
  if (unit === 'd' && amount === 0) {
    return 'today';
  }
  return unit === 'd' && amount === -1 ? 'yesterday' : `${amount < 0 ? '' : '+'}${amount}${unit}`;
}

const quoted = text => `'${text.replace(/\\+$/, '').replaceAll("'", "\\'")}'`;
const negation = node => (node.negated ? ' NOT' : '');
const argument = node => (node.argument === undefined || node.argument === null ? '' : `(${quoted(node.argument)})`);
const listed = texts => `(${texts.join(', ')})`;
