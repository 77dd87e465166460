// One condition: what it looks at, in which form, and with which values.
import { html, nothing } from '../../parts/element.js';
import { t } from '../../app/messages.js';
import { fieldLabel, functionLabel } from '../../rule/fields.js';
import { firstTest } from '../../rule/forms.js';
import { FUNCTIONS, firstParameter, parametersOf } from '../../rule/functions.js';
import { conditionText } from '../../rule/text.js';
import { wrapped } from '../../rule/tree.js';
import { renderParameters } from './parameters.js';
import { renderTest } from './test.js';

/** @param replace called with the condition, negated or not, that stands here from now on */
export function renderCondition(builder, node, negated, replace) {
  const put = next => replace(wrapped(next, negated));
  return html`
    <label class="subject"><span class="hidden">${t('builder.subject')}</span>
      <select @change=${event => put(begun(event.target.value, builder))}>${subjects(builder, node)}</select></label>
    <label class="not"><input type="checkbox" .checked=${isNegated(node, negated)}
      @change=${() => replace(turned(node, negated))}>${t('builder.not')}</label>
    ${details(builder, node, put)}`;
}

function details(builder, node, put) {
  switch (node.kind) {
    case 'segment':
      return segmentChoice(builder, node, put);
    case 'function':
      return renderParameters(builder, node, put);
    case 'condition': {
      const type = builder.fields.typeOf(node.subject);
      return renderTest(builder, { subject: node.subject, type, test: node.test, suggest: node.subject },
        test => put({ ...node, test }));
    }
    default:
      return html`<code class="as-text">${conditionText(node)}</code>`;
  }
}

function segmentChoice(builder, node, put) {
  return html`<label class="value"><span class="hidden">${t('builder.segments')}</span>
    <select @change=${event => put({ ...node, names: [event.target.value] })}>
      ${node.names.length > 1 ? html`<option selected>${node.names.join(', ')}</option>` : nothing}
      ${builder.others.map(each => html`<option ?selected=${node.names.length === 1 && each.name === node.names[0]}>${each.name}</option>`)}
    </select></label>`;
}

/** Functions and segments say NOT themselves; of a field's condition it stands before. */
const isNegated = (node, negated) => Boolean(node.negated) !== negated;

const turned = (node, negated) => (node.kind === 'condition'
  ? wrapped(node, !negated) : { ...node, negated: !isNegated(node, negated) });

function subjects(builder, node) {
  const { fields } = builder;
  const current = node.kind === 'condition' ? `field:${node.subject}` : node.kind === 'function'
    ? `function:${node.name}${node.name === 'event' ? `:${node.argument}` : ''}` : 'segment:';
  const groups = [
    [t('builder.fields'), fields.choices().map(name => [`field:${name}`, fieldLabel(name)])],
    [t('builder.events'), Object.keys(FUNCTIONS).map(name => [`function:${name}`, functionLabel(name)])],
    [t('builder.anniversaries'), fields.dates().map(name => [`field:anniversary(${name})`, fieldLabel(`anniversary(${name})`)])],
    [t('builder.segments'), builder.others.length ? [['segment:', t('builder.segment')]] : []],
  ];
  const known = groups.some(([, choices]) => choices.some(([value]) => value === current));
  return html`${known ? nothing : html`<option value=${current} selected>${unknownLabel(node)}</option>`}
    ${groups.map(([label, choices]) => choices.length ? html`<optgroup label=${label}>${choices.map(([value, name]) => html`
      <option value=${value} ?selected=${value === current}>${name}</option>`)}</optgroup>` : nothing)}`;
}

const unknownLabel = node => (node.kind === 'function'
  ? (node.name === 'event' ? t('function.event', { a: node.argument }) : functionLabel(node.name)) : fieldLabel(node.subject ?? ''));

function begun(choice, builder) {
  const [kind, name] = choice.split(/:(.*)/s);
  if (kind === 'segment') {
    return { kind: 'segment', negated: false, names: [builder.others[0].name] };
  }
  if (kind === 'field') {
    return { kind: 'condition', subject: name, test: firstTest(builder.fields.typeOf(name)) };
  }
  const node = { kind: 'function', name, negated: false, parameters: [] };
  const types = parametersOf(node);
  return {
    ...node,
    parameters: firstParameter(name).map(each => ({ name: each, test: firstParameterTest(name, each, types[each]) })),
  };
}

function firstParameterTest(name, parameter, type) {
  if (parameter === 'distance_km') {
    return { kind: 'compare', comparator: '<=', value: { kind: 'number', text: '30' } };
  }
  return parameter === 'city'
    ? { kind: 'compare', comparator: '=', value: { kind: 'word', text: 'Skopje' } } : firstTest(type, { parameter: true });
}
